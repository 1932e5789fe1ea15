import type { BenchParts } from '../bench-row.ts'
import { importRows } from './import.ts'
import { streamRows } from './streams.ts'

/** The exchanges' library behind the program: what fifty instruments cost, and what loading it costs. */
export const parts: BenchParts = { import: importRows, streams: streamRows }
