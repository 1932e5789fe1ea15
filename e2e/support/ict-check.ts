import type { Page } from '@playwright/test'
import type { IctKind, IctRecordsView } from '../../src-contract/index.ts'
import { chartBars, type PricedIctShape, pricedIctShapes } from './chart-probe.ts'
import type { EngineAccess } from './engine-access.ts'
import { expect } from './fixtures.ts'

const SAME_PX = 0.5
/** Kinds that are boxes between two prices. */
const ZONES: ReadonlySet<IctKind> = new Set(['fvg', 'orderBlock', 'breakerBlock'])

/**
 * Holds what is drawn against what the engine says: every shape begins at the x of the bar that it stands on, every zone lies between the
 * prices of its record, and where a kind of zone is shown, none of it
 * that is untouched and in sight is missing.
 * @returns how many shapes were held against their records.
 */
export async function checkShapes(
  page: Page,
  engine: EngineAccess,
  { instrumentId, timeframe }: { readonly instrumentId: string; readonly timeframe: string },
): Promise<number> {
  const query = `instrumentId=${instrumentId}&timeframe=${timeframe}&limit=5000`
  const { records } = await engine.get<IctRecordsView>(`/ict/records?${query}`)
  const shapes = await pricedIctShapes(page)
  const known = new Map(records.map((record) => [record.id, record]))
  let checked = 0
  for (const shape of shapes) {
    const record = known.get(shape.id)
    if (record === undefined) continue
    checked += 1
    expect(shape.formedAtMs, shape.id).toBe(record.formedAtMs)
    if (shape.barX !== null) expect(Math.abs(shape.x1 - shape.barX), shape.id).toBeLessThan(SAME_PX)
    if (ZONES.has(shape.kind)) checkPrices(shape, record)
  }
  const firstMs = (await chartBars(page)).at(-SEEN_BARS)?.openTimeMs ?? Infinity
  const drawn = new Set(shapes.map(({ id }) => id))
  const shownKinds = new Set(shapes.map(({ kind }) => kind).filter((kind) => ZONES.has(kind)))
  const missing = records.filter(
    ({ kind, id, formedAtMs, mitigatedAtMs, invalidatedAtMs }) =>
      shownKinds.has(kind) &&
      mitigatedAtMs === null &&
      invalidatedAtMs === null &&
      formedAtMs >= firstMs &&
      !drawn.has(id),
  )
  expect(missing.map(({ id }) => id)).toEqual([])
  return checked
}

/** Newest bars that are surely in sight. */
const SEEN_BARS = 60

function checkPrices(
  { id, upper, lower, pricePerPx }: PricedIctShape,
  { top, bottom }: IctRecordsView['records'][number],
): void {
  expect(Math.abs((upper ?? Infinity) - (top ?? Infinity)), `${id}: upper edge`).toBeLessThanOrEqual(pricePerPx)
  expect(Math.abs((lower ?? Infinity) - (bottom ?? Infinity)), `${id}: lower edge`).toBeLessThanOrEqual(pricePerPx)
}
