import { type Command, InvalidArgumentError } from 'commander'
import { silentLogger, SystemClock } from '../../base/index.ts'
import { facts, print, utc } from '../output.ts'
import type { ReplayReport } from '../replay-run.ts'
import { parsePairs } from './strategies.ts'

interface ReplayOptions {
  readonly data: string
  readonly symbol: string
  readonly tick: string
  readonly lot: string
  readonly cash: string
  readonly feeBps: number
  readonly strategy: string
  readonly set: readonly string[]
  readonly timeframe: string
  readonly speed: number
  readonly json?: boolean
}

/** replay: recorded bars down the whole path, by itself, without a running engine. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('send recorded one-minute bars down the whole path and print what came of it')
    .requiredOption('--data <file>', 'CSV or CSV.gz with ts_ms, open, high, low, close, volume')
    .option('--symbol <name>', 'name of the instrument', 'BTC-USDT')
    .option('--tick <step>', 'smallest step of the price', parseDecimal, '0.01')
    .option('--lot <step>', 'smallest step of the quantity', parseDecimal, '0.001')
    .option('--cash <amount>', 'starting cash', parseDecimal, '100000')
    .option('--fee-bps <number>', 'fee of every fill in hundredths of a percent', parseFee, 5)
    .option('--strategy <id>', 'strategy that trades', 'ema-cross')
    .option('--set <parameter=value...>', 'parameters of the strategy', [])
    .option('--timeframe <length>', 'bars at whose close it decides', '1m')
    .option('--speed <factor>', 'session time per real time, or max', parseSpeed, Infinity)
    .option('--json', 'print the answer as JSON')
    .action(replay)
}

/** How long it took goes to the standard error: what is printed is the same for the same input. */
async function replay(options: ReplayOptions): Promise<void> {
  const { loadCandleFile } = await import('../../venues/index.ts')
  const { runReplay } = await import('../replay-run.ts')
  const candles = await loadCandleFile(options.data)
  const clock = new SystemClock()
  const startedMs = clock.monotonicMs()
  const { strategy: strategyId, set, ...settings } = options
  const report = await runReplay({
    ...settings,
    strategyId,
    candles,
    parameters: parsePairs(set),
    logger: silentLogger,
  })
  const tookMs = clock.monotonicMs() - startedMs
  const perSecond = Math.round((candles.length / tookMs) * 1000)
  process.stderr.write(`${candles.length} candles in ${Math.round(tookMs)} ms, ${perSecond} candles/s\n`)
  print(report, options.json, () => reportLines(report))
}

function reportLines(report: ReplayReport): string[] {
  return facts([
    ['symbol', report.symbol],
    ['strategy', report.strategy],
    ['from (UTC)', utc(report.firstCandleMs)],
    ['to (UTC)', utc(report.lastCandleMs)],
    ['candles', report.candles],
    ['signals', report.signals],
    ['denials', report.denials],
    ['orders', report.orders],
    ['fills', report.fills],
    ['closed trades', `${report.closedTrades}, ${report.winningTrades} won`],
    ['fees', report.fees],
    ['final equity', report.finalEquity.toFixed(2)],
    ['ledger', report.ledgerBalanced ? 'balanced' : 'NOT balanced'],
  ])
}

function parseDecimal(text: string): string {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return text
  throw new InvalidArgumentError('a decimal number above 0 is allowed')
}

function parseFee(text: string): number {
  const fee = Number(text)
  if (text.trim() !== '' && fee >= 0 && fee <= 100) return fee
  throw new InvalidArgumentError('a number from 0 to 100 is allowed')
}

function parseSpeed(text: string): number {
  if (text === 'max') return Infinity
  const speed = Number(text)
  if (speed > 0 && Number.isFinite(speed)) return speed
  throw new InvalidArgumentError('a number above 0, or max, is allowed')
}
