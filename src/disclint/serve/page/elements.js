// Elements of the page: found, made, and words for those who hear it.
export const at = (id) => document.getElementById(id);

export function made(name, kind = "", words = "") {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  if (words) element.textContent = words;
  return element;
}

// The same words again are read again only if they change.
export function announce(words) {
  at("say").replaceChildren();
  setTimeout(() => at("say").replaceChildren(made("span", "", words)), 30);
}
