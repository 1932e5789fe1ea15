import type { Command } from 'commander'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table } from '../output.ts'

interface Answer {
  readonly instruments: readonly InstrumentView[]
}

/** instruments: what is followed and by which rules; refresh asks the venue for them. */
export function addInstrumentCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const show = ({ instruments }: Answer, { json }: ConnectionOptions): void =>
    print(instruments, json, () => instrumentTable(instruments))
  const group = withConnection(
    program.command('instruments').description('what is followed, with tick, lot, smallest order and status'),
  ).action(async (options: ConnectionOptions) => show(await connect(options).get<Answer>('/instruments'), options))
  withConnection(
    group.command('refresh').description('ask the venue for rules and statuses now, not only every quarter of an hour'),
  ).action(async (_own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<ConnectionOptions>()
    show(await connect(options).post<Answer>('/instruments/refresh'), options)
  })
}

function instrumentTable(instruments: readonly InstrumentView[]): string[] {
  return table(
    instruments,
    [
      ['instrument', (row) => row.instrumentId],
      ['name', (row) => row.name],
      ['tick', (row) => row.tickSize],
      ['lot', (row) => row.lotSize],
      ['least quantity', (row) => row.minQuantity],
      ['least worth', (row) => `${row.minNotional} ${row.quote}`],
      ['status', (row) => row.status],
    ],
    'no instruments',
  )
}
