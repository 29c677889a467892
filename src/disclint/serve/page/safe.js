// What the checker drew, as elements. It is escaped where it is drawn; here nothing is taken but what it needs to look right.
const TAGS = new Set(
  ("section header aside article h2 h3 h4 h5 h6 p ol li span code dl dt dd a sup i b br ins div table caption tbody tr th td " +
    "details summary pre").split(" "),
);
const ATTRIBUTES = new Set(
  "id class title colspan rowspan scope tabindex role aria-label aria-labelledby data-at data-fix open".split(" "),
);

export function drawn(html) {
  // A document made so runs and loads nothing.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const found = document.createDocumentFragment();
  for (const each of parsed.body.childNodes) append(found, each);
  return found;
}

function append(parent, node) {
  if (node.nodeType === Node.TEXT_NODE) {
    parent.append(node.data);
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || !TAGS.has(node.localName)) return;
  const made = document.createElement(node.localName);
  for (const { name, value } of node.attributes) {
    if (ATTRIBUTES.has(name) || (name === "href" && value.startsWith("#"))) made.setAttribute(name, value);
  }
  for (const each of node.childNodes) append(made, each);
  parent.append(made);
}
