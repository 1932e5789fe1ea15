import type { Command } from 'commander'
import type { ComponentView } from '../../../src-contract/index.ts'
import { FatalError, SystemClock } from '../../base/index.ts'
import { componentTable } from '../component-table.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print } from '../output.ts'

/** How long a component may take that is restarted after the answer has left. */
const RESTART_LIMIT_MS = 10_000
const LOOK_AGAIN_MS = 200

/** components: list, restart. */
export function addComponentCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  const group = withConnection(program.command('components').description('list the parts of the engine')).action(
    async (options: ConnectionOptions) => {
      const components = await componentsOf(connect(options))
      print(components, options.json, () => componentTable(components))
    },
  )
  withConnection(
    group
      .command('restart <name>')
      .description('stop a component and what needs it, then start them again; nothing is entered meanwhile'),
  ).action(async (name: string, _own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<ConnectionOptions>()
    const view = await restart(connect(options), name)
    print(view, options.json, () => componentTable([view]))
    if (view.state === 'faulted') process.exitCode = 1
  })
}

/** The door answers before it closes: what became of it is looked for once it is open again. */
async function restart(engine: EngineConnection, name: string): Promise<ComponentView> {
  const before = (await componentsOf(engine)).find((view) => view.name === name)
  const answer = await engine.post<ComponentView>(`/components/${encodeURIComponent(name)}/restart`)
  return answer.restarts === before?.restarts ? restarted(engine, answer) : answer
}

async function restarted(engine: EngineConnection, before: ComponentView): Promise<ComponentView> {
  const clock = new SystemClock()
  const deadlineMs = clock.monotonicMs() + RESTART_LIMIT_MS
  for (;;) {
    await new Promise<void>((resolve) => {
      clock.setTimer(LOOK_AGAIN_MS, resolve)
    })
    const now = (await componentsIfThere(engine))?.find(({ name }) => name === before.name)
    if (now && now.restarts > before.restarts && now.state !== 'starting' && now.state !== 'stopping') return now
    if (clock.monotonicMs() >= deadlineMs) {
      throw new FatalError(`${before.name} was restarted, but the engine does not answer. Look into its log.`)
    }
  }
}

async function componentsIfThere(engine: EngineConnection): Promise<readonly ComponentView[] | undefined> {
  try {
    return await componentsOf(engine)
  } catch (error) {
    // The door is closed at the moment; whoever waits for it decides when that is too long.
    if (error instanceof FatalError) return undefined
    throw error
  }
}

async function componentsOf(engine: EngineConnection): Promise<readonly ComponentView[]> {
  return (await engine.get<{ components: ComponentView[] }>('/components')).components
}
