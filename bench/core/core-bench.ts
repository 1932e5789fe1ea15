import type { BenchParts } from '../bench-row.ts'
import { busRows } from './bus.ts'
import { decisionRows } from './decision.ts'
import { durableRows } from './durable.ts'

/** The trading core: how fast facts are announced, how fast intents are safe on disk, and how fast a candle becomes an order. */
export const parts: BenchParts = { bus: busRows, durable: durableRows, decision: decisionRows }
