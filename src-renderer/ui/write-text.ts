/** What of an element a text is written through. */
export interface TextPlace {
  readonly firstChild: Pick<ChildNode, 'nodeType' | 'nodeValue' | 'nextSibling'> | null
  textContent: string | null
}

/** `Node.TEXT_NODE` */
const TEXT_NODE = 3

/** Writes a text where it is another one, into the node that is there: a new node for each would have to be laid out and collected. */
export function writeText(element: TextPlace, text: string): void {
  const node = element.firstChild
  if (node === null || node.nodeType !== TEXT_NODE || node.nextSibling !== null) {
    if (element.textContent !== text) element.textContent = text
  } else if (node.nodeValue !== text) node.nodeValue = text
}
