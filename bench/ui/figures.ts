import { type BenchRow, benchRow, median, percentile } from '../bench-row.ts'
import type { Round, WindowRound } from './round.ts'
import { LONG_TASK_MS } from './task-trace.ts'

/** A row with what it is held to, in words. */
export interface Figure {
  readonly row: BenchRow
  readonly limit: string
}

const FRAME_RATIO = 1.3
const CLICK_LIMIT_MS = 50
const EVENTS_PER_SECOND = 1_000
const ORDERS_PER_SECOND = 20

export function figuresOf(ours: readonly WindowRound[], bare: readonly Round[]): Figure[] {
  return [...frameFigures(ours, bare), accountFigure(ours), clickFigure(ours, bare), ...loadFigures(ours, bare)]
}

function frameFigures(ours: readonly WindowRound[], bare: readonly Round[]): Figure[] {
  const columns = (pick: (round: Round) => number) => ({ ours: ours.map(pick), peer: bare.map(pick) })
  const frame = columns(({ frameMs }) => percentile(frameMs, 95))
  const busy = columns(({ busyFraction }) => busyFraction)
  const longTasks = columns((round) => round.longTasks.length)
  const heavyTasks = columns((round) => round.longTasks.filter(({ workedMs }) => workedMs > LONG_TASK_MS).length)
  return [
    {
      row: benchRow({ name: 'frame time p95', unit: 'ms', ...frame, bound: (ratio) => ratio <= FRAME_RATIO }),
      limit: `ratio <= ${FRAME_RATIO}`,
    },
    noneFigure(`tasks over ${LONG_TASK_MS} ms`, longTasks),
    noneFigure(`tasks over ${LONG_TASK_MS} ms of processor time`, heavyTasks),
    { row: benchRow({ name: 'processor time of the main thread', unit: 'of the time', ...busy }), limit: '' },
  ]
}

/** Beside the engine's own journal. */
function accountFigure(ours: readonly WindowRound[]): Figure {
  const seen = ours.map(({ account }) => account.seen)
  const journalled = ours.map(({ account }) => account.journalled)
  const isSame = ours.every(({ account }) => account.difference === undefined && account.journalled > 0)
  return {
    row: { ...countRow('account events, journal as peer', { ours: seen, peer: journalled }), ok: isSame },
    limit: 'the same, in order',
  }
}

function clickFigure(ours: readonly WindowRound[], bare: readonly Round[]): Figure {
  const p95 = ({ clickMs }: Round): number => percentile(clickMs, 95)
  const columns = { ours: ours.map(p95), peer: bare.map(p95) }
  return {
    row: {
      ...benchRow({ name: 'click to accepted order p95', unit: 'ms', ...columns }),
      ok: median(columns.ours) < CLICK_LIMIT_MS,
    },
    limit: `< ${CLICK_LIMIT_MS} ms`,
  }
}

/** Whether pages were measured under the load that they are meant to be measured under. */
function loadFigures(ours: readonly WindowRound[], bare: readonly Round[]): Figure[] {
  const row = (name: string, pick: (round: Round) => number, atLeast: number): Figure => {
    const columns = { ours: ours.map(pick), peer: bare.map(pick) }
    const ok = [...columns.ours, ...columns.peer].every((value) => value >= atLeast)
    return { row: { ...benchRow({ name, unit: 'a second', ...columns }), ok }, limit: `>= ${atLeast}, both` }
  }
  return [
    row('load: events of the market', ({ marketEventsPerSecond }) => marketEventsPerSecond, EVENTS_PER_SECOND),
    row('load: orders placed and cancelled', ({ ordersPerSecond }) => ordersPerSecond, ORDERS_PER_SECOND),
  ]
}

/** For what must not happen in any round. */
function noneFigure(name: string, columns: { ours: readonly number[]; peer: readonly number[] }): Figure {
  return { row: { ...countRow(name, columns), ok: columns.ours.every((count) => count === 0) }, limit: '0' }
}

/** Totals over all rounds; none beside none is a ratio of 1. */
function countRow(name: string, columns: { ours: readonly number[]; peer: readonly number[] }): BenchRow {
  const [ours, peer] = [columns.ours, columns.peer].map((values) => values.reduce((sum, value) => sum + value, 0))
  const row = benchRow({ name, unit: 'in all', ours: [ours ?? 0], peer: [peer ?? 0] })
  return { ...row, ratio: ours === peer ? 1 : row.ratio, n: columns.ours.length, spread: 1 }
}

/** For a person; the rows themselves are for programs. */
export function tableOf(figures: readonly Figure[]): string {
  const cells = figures.map(({ row, limit }) => [
    row.ok === undefined ? '' : row.ok ? 'met' : 'MISSED',
    row.name,
    `${row.ours}`,
    `${row.peer}`,
    row.unit,
    `${row.ratio}`,
    limit,
  ])
  const lines = [['', 'figure', 'window', 'peer', 'unit', 'ratio', 'limit'], ...cells]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines.map((line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('')
}
