/**
 * The row that a key goes to: up and down one step, Home and End to the ends.
 *
 * @returns undefined for other keys, and where there is no such row.
 */
export function neighbour(ids: readonly string[], current: string | undefined, key: string): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current)
  switch (key) {
    case 'ArrowDown':
      return ids[at + 1]
    case 'ArrowUp':
      return at > 0 ? ids[at - 1] : undefined
    case 'Home':
      return ids[0]
    case 'End':
      return ids.at(-1)
    default:
      return undefined
  }
}
