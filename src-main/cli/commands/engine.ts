import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { ComponentView, DepartureView, HealthView, StatusView } from '../../../src-contract/index.ts'
import { programVersion, SystemClock } from '../../base/index.ts'
import { componentTable } from '../component-table.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { departureLines } from '../departure-lines.ts'
import { facts, print, table, utc } from '../output.ts'

/** How long `stop` waits for the engine to have gone. */
const STOP_LIMIT_MS = 10_000

/** start, stop, departure, status, health, kill, version. */
export function addEngineCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  addStart(program)
  withConnection(
    program.command('stop').description('stop the engine in order; says first what is left behind'),
  ).action(async (options: ConnectionOptions) => stopEngine(connect(options), options))
  withConnection(program.command('departure').description('what stopping the engine now would do')).action(
    async (options: ConnectionOptions) => {
      const departure = await departureOf(connect(options))
      print(departure, options.json, () => (departure.exposed ? departureLines(departure) : ['nothing is open']))
    },
  )
  withConnection(program.command('status').description('state of the engine')).action(
    async (options: ConnectionOptions) => {
      const status = await connect(options).get<StatusView>('/status')
      print(status, options.json, () => statusLines(status))
    },
  )
  withConnection(program.command('health').description('health of every component')).action(
    async (options: ConnectionOptions) => printHealth(connect(options), options),
  )
  withConnection(
    program
      .command('kill')
      .description('cancel entries, close every position, then halt')
      .option('--reason <text>', 'why'),
  ).action(async (options: ConnectionOptions & { reason?: string }) => {
    const answer = await connect(options).post<{
      tradingState: string
      cancelledOrders: number
      closingPositions: number
    }>('/system/kill', options.reason === undefined ? {} : { reason: options.reason })
    print(answer, options.json, () => [
      `Trading is ${answer.tradingState}: ${answer.cancelledOrders} orders cancelled, ${answer.closingPositions} positions closing.`,
    ])
  })
  program
    .command('version')
    .description('version of this program')
    .option('--json', 'print the answer as JSON')
    .action((options: { json?: boolean }) => {
      const answer = { version: programVersion(), node: process.versions.node }
      print(answer, options.json, () => [`wheelhouse ${answer.version} (Node ${answer.node})`])
    })
}

async function stopEngine(engine: EngineConnection, options: ConnectionOptions): Promise<void> {
  const departure = await departureOf(engine)
  if (departure.exposed && !options.json) print(departure, false, () => departureLines(departure))
  const answer = await engine.post<{ done: true }>('/system/shutdown')
  const isGone = await engine.isGone(new SystemClock(), STOP_LIMIT_MS)
  print({ ...answer, departure }, options.json, () => [isGone ? 'The engine has stopped.' : 'The engine is stopping.'])
}

function departureOf(engine: EngineConnection): Promise<DepartureView> {
  return engine.get<DepartureView>('/system/departure')
}

function addStart(program: Command): void {
  program
    .command('start')
    .description(
      'run the engine in this console until it is stopped; takes the options of the engine, see start --help',
    )
    .allowUnknownOption()
    .helpOption(false)
    .argument('[options...]')
    .action(async (_options, _flags, command: Command) => {
      process.exitCode = await runEngine(command.args)
    })
}

/** Runs the engine's own program, beside this one, and answers with its exit code. */
async function runEngine(args: readonly string[]): Promise<number> {
  const program = import.meta.url.endsWith('.ts') ? '../../headless.ts' : '../headless.js'
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), ...args], {
    stdio: 'inherit',
  })
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  process.on('SIGINT', forward)
  process.on('SIGTERM', forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function printHealth(connection: EngineConnection, options: ConnectionOptions): Promise<void> {
  const health = await connection.get<HealthView>('/health')
  const { components } = await connection.get<{ components: ComponentView[] }>('/components')
  print({ ...health, components }, options.json, () => [`Overall: ${health.health}`, ...componentTable(components)])
  if (health.health === 'critical') process.exitCode = 1
}

function marketText({ marketVenue, marketState, sessionSpeed }: StatusView): string {
  if (marketState === 'over') return `${marketVenue}, over: its last bar has been delivered`
  return `${marketVenue}, ${sessionSpeed === 0 ? 'as fast as it goes' : `×${sessionSpeed}`}`
}

function statusLines(status: StatusView): string[] {
  const lines = facts([
    ['health', status.health],
    ['trading', status.tradingReason ? `${status.tradingState} (${status.tradingReason})` : status.tradingState],
    ['account', `${accountText(status)} (${status.environment})`],
    ['market', marketText(status)],
    ['session time', `${utc(status.sessionTimeMs)} UTC`],
    ['feed age', status.feedAgeMs === null ? 'no price yet' : `${Math.round(status.feedAgeMs)} ms`],
    ['version', status.version],
    ['process', `${status.pid}, up ${Math.round(status.uptimeMs / 1000)} s`],
    ['configuration', `version ${status.configVersion}`],
  ])
  return status.tradedAccounts.length > 1 ? [...lines, '', ...accountTable(status)] : lines
}

/** The account's name, and what the books call it where that is something else. */
function accountText({ account, accountId, tradedAccounts }: StatusView): string {
  return tradedAccounts.length > 1 && account !== accountId ? `${account}, ${accountId}` : accountId
}

function accountTable({ tradedAccounts }: StatusView): string[] {
  return table(
    tradedAccounts,
    [
      ['traded on', ({ name, isFirst }) => (isFirst ? `${name}, the first` : name)],
      ['environment', ({ environment }) => environment],
      ['market', ({ marketVenue }) => marketVenue],
      ['trading', ({ state, tradingState }) => tradingState ?? state],
      ['problem', ({ problem }) => problem],
    ],
    'no accounts',
  )
}
