import type { Command } from 'commander'
import type { InstrumentReconciliation, ReconciliationView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

/** quarantine (list, hold, release). */
export function addQuarantineCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const group = withConnection(
    program.command('quarantine').description('instruments on which nothing may be opened'),
  ).action(async (options: ConnectionOptions) => {
    const { instruments } = await connect(options).get<ReconciliationView>('/reconciliation')
    const held = instruments.filter(({ quarantine }) => quarantine !== null)
    print(held, options.json, () => quarantineLines(held))
  })
  addDecision(group, {
    name: 'hold',
    description: 'let nothing be opened on it; exits, stops and cancels go on',
    connect,
  })
  addDecision(group, { name: 'release', description: 'allow entries on it again', connect })
}

interface Decision {
  readonly name: 'hold' | 'release'
  readonly description: string
  readonly connect: (options: ConnectionOptions) => EngineConnection
}

function addDecision(group: Command, { name, description, connect }: Decision): void {
  withConnection(
    group.command(`${name} <instrumentId>`).description(description).requiredOption('--reason <text>', 'why'),
  ).action(async (instrumentId: string, _own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<ConnectionOptions & { reason: string }>()
    const path = `/reconciliation/quarantine/${encodeURIComponent(instrumentId)}/${name}`
    const instrument = await connect(options).post<InstrumentReconciliation>(path, { reason: options.reason })
    print(instrument, options.json, () =>
      instrument.quarantine ? quarantineLines([instrument]) : [`Entries on ${instrumentId} are allowed again.`],
    )
  })
}

function quarantineLines(held: readonly InstrumentReconciliation[]): string[] {
  return table(
    held,
    [
      ['instrument', (row) => row.instrumentId],
      ['since (UTC)', (row) => (row.quarantine ? utc(row.quarantine.sinceMs) : '')],
      ['why', (row) => row.quarantine?.reason ?? ''],
    ],
    'no instrument is in quarantine',
  )
}
