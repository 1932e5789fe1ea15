import type { Command } from 'commander'
import type { AlertView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

/** alerts (list, acknowledge). */
export function addAlertCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const group = withConnection(
    program
      .command('alerts')
      .description('alerts, newest first')
      .option('--standing', 'only those whose cause still stands'),
  ).action(async (options: ConnectionOptions & { standing?: boolean }) => {
    const status = options.standing ? 'standing' : 'all'
    const { alerts } = await connect(options).get<{ alerts: AlertView[] }>(`/alerts?status=${status}`)
    print(alerts, options.json, () => alertLines(alerts))
  })
  withConnection(
    group.command('acknowledge <alertId>').description('say that an alert was seen; "all" says it of every one'),
  ).action(async (alertId: string, _own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<ConnectionOptions>()
    if (alertId === 'all') await acknowledgeAll(connect(options), options)
    else await acknowledgeOne(connect(options), alertId, options)
  })
}

async function acknowledgeAll(connection: EngineConnection, options: ConnectionOptions): Promise<void> {
  const answer = await connection.post<{ acknowledged: number }>('/alerts/acknowledge-all')
  print(answer, options.json, () => [`${answer.acknowledged} alerts acknowledged.`])
}

async function acknowledgeOne(
  connection: EngineConnection,
  alertId: string,
  options: ConnectionOptions,
): Promise<void> {
  const alert = await connection.post<AlertView>(`/alerts/${encodeURIComponent(alertId)}/acknowledge`)
  print(alert, options.json, () => alertLines([alert]))
}

/** A table, and below it what to do about those that stand: that is too long for a column. */
export function alertLines(alerts: readonly AlertView[]): string[] {
  const rows = table(
    alerts,
    [
      ['alert', (row) => row.alertId],
      ['severity', (row) => row.severity],
      ['state', stateOf],
      ['count', (row) => row.count],
      ['raised (UTC)', (row) => utc(row.raisedAtMs)],
      ['last (UTC)', (row) => utc(row.lastAtMs)],
      ['title', (row) => row.title],
    ],
    'no alerts',
  )
  const standing = alerts.filter(({ resolvedAtMs }) => resolvedAtMs === null)
  return [...rows, ...standing.map(({ title, detail }) => `${title}: ${detail}`)]
}

function stateOf({ resolvedAtMs, acknowledgedAtMs }: AlertView): string {
  if (resolvedAtMs !== null) return 'over'
  return acknowledgedAtMs === null ? 'standing' : 'seen'
}
