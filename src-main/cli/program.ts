import { Command, CommanderError } from 'commander'
import { errorText, FatalError } from '../base/index.ts'
import { addAccountCommands } from './commands/accounts.ts'
import { addAlertCommands } from './commands/alerts.ts'
import { addComponentCommands } from './commands/components.ts'
import { addConfigCommands } from './commands/config.ts'
import { addConnectionCommand } from './commands/connections.ts'
import { addEndpointCommands } from './commands/endpoints.ts'
import { addEngineCommands } from './commands/engine.ts'
import { addIndicatorCommands } from './commands/indicators.ts'
import { addInstrumentCommands } from './commands/instruments.ts'
import { addOrderCommands } from './commands/orders.ts'
import { addQuarantineCommands } from './commands/quarantine.ts'
import { addReplayCommand } from './commands/replay.ts'
import { addSecretCommands } from './commands/secrets.ts'
import { addStrategyCommands } from './commands/strategies.ts'

/** The person at the console asked for something that is not there. */
const USAGE_EXIT_CODE = 2
/** The program itself is at fault. */
const BUG_EXIT_CODE = 70

/** Runs one command; answers with the exit code. */
export async function runCommandLine(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const program = new Command('wheelhouse')
    .description('Controls a running engine; replays market data and computes indicators by itself.')
    .showHelpAfterError('See --help.')
    .exitOverride()
  addEngineCommands(program, environment)
  addComponentCommands(program, environment)
  addConfigCommands(program, environment)
  addEndpointCommands(program, environment)
  addConnectionCommand(program, environment)
  addStrategyCommands(program, environment)
  addInstrumentCommands(program, environment)
  addOrderCommands(program, environment)
  addQuarantineCommands(program, environment)
  addAlertCommands(program, environment)
  addAccountCommands(program, environment)
  addSecretCommands(program, environment)
  addReplayCommand(program)
  addIndicatorCommands(program)
  try {
    await program.parseAsync([...argv])
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return report(error)
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_EXIT_CODE
  if (error instanceof FatalError) {
    process.stderr.write(`wheelhouse: ${error.message}\n`)
    return error.exitCode
  }
  process.stderr.write(`wheelhouse: ${error instanceof Error ? (error.stack ?? error.message) : errorText(error)}\n`)
  return BUG_EXIT_CODE
}
