/** A copy without one occurrence of `item`: the same function may be subscribed twice. */
export function without<T>(items: readonly T[], item: T): readonly T[] {
  const index = items.indexOf(item)
  return index < 0 ? items : items.toSpliced(index, 1)
}
