import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CandlesView } from '../../src-contract/index.ts'
import { type EngineOptions, EngineProcess, newFolder, until } from './engine-process.ts'
import { USED_BEFORE } from './kept-layouts.ts'

/** Recorded bars; they lie outside the repository and are not on every machine. */
const FOLDER = join(import.meta.dirname, '../../../shared/fixtures/market')

const MINUTE_MS = 60_000

export interface Recording {
  readonly file: string
  readonly symbol: string
  readonly tickSize: string
  /** Length of its bars. */
  readonly timeframe: '1m' | '5m'
}

export const RECORDINGS: readonly Recording[] = [
  { file: 'DASH_BTC_5m.csv.gz', symbol: 'DASH-BTC', tickSize: '0.00000001', timeframe: '5m' },
  { file: 'BTC-PERP_1m.csv.gz', symbol: 'BTC-PERP', tickSize: '1', timeframe: '1m' },
]

export const HAS_RECORDINGS = existsSync(FOLDER)

/** An engine that has played a whole recording; its data folder is the caller's to remove. */
export async function playRecording({ file, symbol, tickSize, timeframe }: Recording): Promise<EngineProcess> {
  const home = newFolder()
  const minutes = join(home, 'minutes.csv')
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8')
  writeFileSync(minutes, timeframe === '1m' ? text : splitIntoMinutes(text))
  const options: EngineOptions = {
    home,
    args: ['--quiet'],
    workspace: USED_BEFORE,
    config: {
      market: { venue: 'replay', replay: { file: minutes, symbol, tickSize } },
      strategies: { 'ema-cross': { enabled: false } },
    },
  }
  const engine = await EngineProcess.start(options)
  const endMs = Number(text.trimEnd().split('\n').at(-1)?.split(',')[0])
  const path = `/candles?instrumentId=replay:${symbol}&timeframe=${timeframe}&limit=1`
  await until(
    () => engine.get<CandlesView>(path),
    ({ candles }) => candles.at(-1)?.openTimeMs === endMs,
  )
  return engine
}

/** Each bar of five minutes as five of one minute, which make up the same bar again. */
function splitIntoMinutes(text: string): string {
  const [header = '', ...lines] = text.trim().split('\n')
  return [header, ...lines.flatMap(minutesOf), ''].join('\n')
}

function minutesOf(line: string): string[] {
  const [openTimeMs = 0, open = 0, high = 0, low = 0, close = 0, volume = 0] = line.split(',').map(Number)
  const turns = close >= open ? [open, open, low, high, close, close] : [open, open, high, low, close, close]
  return turns.slice(1).map((to, minute) => {
    const from = turns[minute] ?? open
    return [openTimeMs + minute * MINUTE_MS, from, Math.max(from, to), Math.min(from, to), to, volume / 5].join(',')
  })
}
