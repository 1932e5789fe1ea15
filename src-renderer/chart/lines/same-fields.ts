/** Whether two objects hold the same values; what a value holds itself is not looked at. */
export function sameFields<Shape extends object>(left: Shape, right: Shape): boolean {
  const [before, after] = [new Map(Object.entries(left)), Object.entries(right)]
  return (
    before.size === after.length && after.every(([key, value]) => before.has(key) && Object.is(before.get(key), value))
  )
}
