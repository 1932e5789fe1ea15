/** A row that is drawn, and the key of the element that it is drawn in. */
export interface RowElement {
  readonly id: string
  readonly key: number
}

/** What an element costs the browser, as measured: to write another row into one is a third of making one. */
const COSTS = { write: 1, make: 3, remove: 1 } as const
/** A reward greater than all else can cost. */
const STAYS_HELD = -1e6

/** Each row stays in its element, and one that comes gets a new one. */
export function ownElements(before: readonly RowElement[], ids: readonly string[]): readonly RowElement[] {
  const keys = new Map(before.map(({ id, key }) => [id, key]))
  let fresh = freshKey(before)
  return ids.map((id) => ({ id, key: keys.get(id) ?? fresh++ }))
}

/**
 * The cheapest way from the rows that are drawn to those that should be: rows that come are written into the elements of
 * others, which go or move on to the next one, where that is less than to make new ones. Elements keep their order.
 *
 * @param heldId - A row whose element no other gets.
 */
export function cheapestElements(
  before: readonly RowElement[],
  ids: readonly string[],
  heldId?: string,
): readonly RowElement[] {
  let fresh = freshKey(before)
  let plan = cheapestPlan(before, ids, heldId)
  const elements = before.values()
  return ids.map((id) => {
    for (; plan?.step === 'remove'; plan = plan.rest) elements.next()
    const element = plan?.step === 'write' ? elements.next().value : undefined
    plan = plan?.rest
    return { id, key: element?.key ?? fresh++ }
  })
}

/** One that no element has. */
const freshKey = (before: readonly RowElement[]): number => Math.max(-1, ...before.map(({ key }) => key)) + 1

/** What is done with the next element or for the next row, and with what comes after them. */
interface Plan {
  readonly step: keyof typeof COSTS
  readonly rest: Plan | undefined
  /** Of all steps from here on. */
  readonly cost: number
}

/** @returns undefined where nothing is to be done. */
function cheapestPlan(
  before: readonly RowElement[],
  ids: readonly string[],
  heldId: string | undefined,
): Plan | undefined {
  const rows = ids.toReversed()
  // From the end, for each number of last rows.
  const made: (Plan | undefined)[] = [undefined]
  for (const _ of rows) made.push(planned('make', made.at(-1)))
  let plans: readonly (Plan | undefined)[] = made
  for (const { id } of before.toReversed()) plans = plansWith(plans, rows, (row) => writeCost(row, id, heldId))
  return plans.at(-1)
}

/** The same with one more element before those that the plans have. */
function plansWith(
  later: readonly (Plan | undefined)[],
  rows: readonly string[],
  costOf: (row: string) => number,
): readonly Plan[] {
  let plan = planned('remove', later[0])
  const plans = [plan]
  for (const [count, row] of rows.entries()) {
    const choices = [
      planned('write', later[count], costOf(row)),
      planned('remove', later[count + 1]),
      planned('make', plan),
    ]
    plan = choices.reduce((best, choice) => (choice.cost < best.cost ? choice : best))
    plans.push(plan)
  }
  return plans
}

const planned = (step: Plan['step'], rest: Plan | undefined, cost: number = COSTS[step]): Plan => ({
  step,
  rest,
  cost: cost + (rest?.cost ?? 0),
})

function writeCost(row: string, drawn: string, heldId: string | undefined): number {
  if (drawn === heldId) return row === drawn ? STAYS_HELD : Number.POSITIVE_INFINITY
  return row === drawn ? 0 : COSTS.write
}
