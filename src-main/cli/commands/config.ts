import { type Command, InvalidArgumentError } from 'commander'
import type { ConfigChange, ConfigDifference, ConfigVersionView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, utc } from '../output.ts'

const VERSIONS_SHOWN = 20

interface HistoryOptions extends ConnectionOptions {
  readonly limit: number
  readonly before?: number
}

/** config: history, revert. */
export function addConfigCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const group = program.command('config').description('versions of the configuration')
  withConnection(
    group
      .command('history')
      .description('versions that were in force, newest first, with what each changed')
      .option('--limit <count>', 'how many', parseCount, VERSIONS_SHOWN)
      .option('--before <version>', 'only older ones', parseCount),
  ).action(async (options: HistoryOptions) => {
    const before = options.before === undefined ? '' : `&beforeVersion=${options.before}`
    const path = `/config/history?limit=${options.limit}${before}`
    const { versions } = await connect(options).get<{ versions: ConfigVersionView[] }>(path)
    print(versions, options.json, () => historyLines(versions))
  })
  withConnection(
    group
      .command('revert')
      .description('put a former version into force again, as a new version')
      .argument('<version>', 'as in the history', parseCount),
  ).action(async (version: number, options: ConnectionOptions) => {
    const change = await connect(options).post<ConfigChange>('/config/revert', { version })
    print(change, options.json, () => changeLines(change, version))
  })
}

/** A version a line, and what it changed below it. */
export function historyLines(versions: readonly ConfigVersionView[]): string[] {
  if (versions.length === 0) return ['no older versions']
  return versions.flatMap(({ version, timeMs, source, differences }) => [
    `version ${version}  ${utc(timeMs)} UTC  ${source}`,
    ...differences.map((difference) => `  ${differenceText(difference)}`),
  ])
}

function differenceText({ path, before, after }: ConfigDifference): string {
  const text = (value: unknown): string => (value === undefined ? '·' : JSON.stringify(value))
  return `${path}: ${text(before)} → ${text(after)}`
}

function changeLines({ version, changed, restartNeeded }: ConfigChange, former: number): string[] {
  if (changed.length === 0) return [`Nothing to change: what version ${former} says is in force.`]
  return [
    `Version ${version} is in force: ${changed.join(', ')} as in version ${former}.`,
    ...(restartNeeded.length === 0 ? [] : [`Acts after a restart: ${restartNeeded.join(', ')}.`]),
  ]
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1 on is allowed')
  return count
}
