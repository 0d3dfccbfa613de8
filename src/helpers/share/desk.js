// Keys of the review desk. Whatever of it has the focus, letters go to its box of keys and never to the notebook, where
// they would cut or insert cells. Enter in a field saves, Escape puts back. `this` is the style element of the desk.
const desk = this.closest(".helpers-desk");
if (desk && !desk.hasAttribute("tabindex")) {
  desk.tabIndex = -1;
  const keys = () => desk.querySelector(".helpers-keys input");
  const send = (event, letter) => {
    event.preventDefault();
    keys().focus({ preventScroll: true }); // what was typed into a field is sent before the key
    keys().value = letter;
    keys().dispatchEvent(new Event("input", { bubbles: true }));
  };
  desk.addEventListener("keydown", event => {
    const { key, target } = event;
    const typing = target.matches("input") && target !== keys();
    if (key === "Enter" && !target.matches("button") && !(typing && target.closest(".helpers-bar"))) send(event, "s");
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === "Escape") send(event, "q");
    else if (key.length === 1 && key !== " " && !target.matches("input, select")) send(event, key);
  }, true);
  desk.addEventListener("keydown", event => {
    if (event.key === "Enter" || !(event.ctrlKey || event.metaKey || event.altKey)) event.stopPropagation();
  });
  desk.addEventListener("click", event => {
    if (event.target.closest("input, select, button, label") || !getSelection().isCollapsed) return;
    keys().focus({ preventScroll: true });
  });
}
