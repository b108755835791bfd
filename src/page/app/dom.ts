// Elements in one call. Text is always text, never HTML, so a file's name cannot act as code.

type Child = Node | string | undefined | false;
/** Attributes; `true` is an attribute without a value. "onclick" and the like are listeners. */
type Given = Readonly<Record<string, string | number | boolean | undefined | ((event: never) => void)>>;

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  dress(made, given);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  dress(made, given);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** The element of index.html with that id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

function dress(made: Element, given: object): void {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
}
