const texts = new WeakMap<object, string>()

/** JSON of a delta. The same delta goes to every client that listens, so it is turned into text once for all of them. */
export function deltaText(delta: object): string {
  const known = texts.get(delta)
  if (known !== undefined) return known
  const text = JSON.stringify(delta)
  texts.set(delta, text)
  return text
}
