import type { Command } from 'commander'
import type { SignalView, StrategyView } from '../../../src-contract/index.ts'
import { FatalError } from '../../base/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

/** strategies: list, enable, disable, set, signals. */
export function addStrategyCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const group = withConnection(program.command('strategies').description('list the strategies')).action(
    async (options: ConnectionOptions) => {
      const { strategies } = await connect(options).get<{ strategies: StrategyView[] }>('/strategies')
      print(strategies, options.json, () => strategyTable(strategies))
    },
  )
  for (const action of ['enable', 'disable'] as const) {
    withConnection(group.command(`${action} <strategyId>`).description(`${action} a strategy`)).action(
      async (strategyId: string, _own: ConnectionOptions, command: Command) => {
        const options = command.optsWithGlobals<ConnectionOptions>()
        const view = await connect(options).post<StrategyView>(
          `/strategies/${encodeURIComponent(strategyId)}/${action}`,
        )
        print(view, options.json, () => strategyTable([view]))
      },
    )
  }
  withConnection(
    group.command('set <strategyId> <parameter=value...>').description('change parameters; the others stay'),
  ).action(async (strategyId: string, ...[pairs, , command]: [string[], ConnectionOptions, Command]) => {
    const options = command.optsWithGlobals<ConnectionOptions>()
    const path = `/strategies/${encodeURIComponent(strategyId)}/parameters`
    const view = await connect(options).put<StrategyView>(path, { parameters: parsePairs(pairs) })
    print(view, options.json, () => strategyTable([view]))
  })
  withConnection(
    group.command('signals').description('what strategies decided, the newest first, and what became of it'),
  )
    .option('--limit <count>', 'most signals to show', '20')
    .action(async (own: { readonly limit: string }, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions>()
      const path = `/signals?limit=${encodeURIComponent(own.limit)}`
      const { signals } = await connect(options).get<{ signals: SignalView[] }>(path)
      print(signals, options.json, () => signalTable(signals))
    })
}

/** `fastPeriod=12` becomes `{ fastPeriod: 12 }`; values that are not JSON stay text. */
export function parsePairs(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new FatalError(`"${pair}" is not of the form parameter=value.`, { exitCode: 2 })
      return [pair.slice(0, at), parseValue(pair.slice(at + 1))]
    }),
  )
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function strategyTable(strategies: readonly StrategyView[]): string[] {
  return table(
    strategies,
    [
      ['strategy', (row) => row.strategyId],
      ['enabled', (row) => (row.enabled ? 'yes' : 'no')],
      ['state', (row) => row.stateReason ?? row.state],
      ['timeframe', (row) => row.timeframe],
      [
        'parameters',
        (row) =>
          Object.entries(row.parameters)
            .map(([key, value]) => `${key}=${String(value)}`)
            .join(' '),
      ],
    ],
    'no strategies',
  )
}

function signalTable(signals: readonly SignalView[]): string[] {
  return table(
    signals,
    [
      ['time (UTC)', (row) => utc(row.timeMs)],
      ['strategy', (row) => row.strategyId],
      ['instrument', (row) => row.instrumentId],
      ['bars', (row) => (row.gap ? `${row.timeframe}, with a gap` : row.timeframe)],
      ['decision', (row) => row.action],
      ['price', (row) => row.price],
      ['outcome', (row) => row.outcome],
      ['why', (row) => row.denial?.message ?? row.ignoredReason ?? row.reasons.join('; ')],
    ],
    'no signals yet',
  )
}
