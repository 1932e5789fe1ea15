import type { BenchRow } from '../bench-row.ts'
import { busRows } from './bus.ts'
import { decisionRows } from './decision.ts'
import { durableRows } from './durable.ts'

/** The trading core: how fast a candle becomes an order, how fast facts are announced, and how fast intents are safe on disk. */
export async function run(): Promise<BenchRow[]> {
  return [...busRows(), ...(await durableRows()), ...(await decisionRows())]
}
