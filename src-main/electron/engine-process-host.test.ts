import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ForkOptions } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { EngineProcessHost } from './engine-process-host.ts'
import type { HostExit, PortPair } from './host-messages.ts'
import type { ElectronApi } from './ports.ts'
import { linkedPorts } from './testing/linked-ports.ts'

/** Electron's ports are what the program's own parts expect; the compiler says so here. */
export const electronPorts = (electron: Pick<ElectronApi, 'MessageChannelMain'>): PortPair =>
  new electron.MessageChannelMain()

class FakeProcess extends EventEmitter {
  pid: number | undefined = 4711
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly posted: unknown[][] = []
  politeKills = 0

  postMessage(message: unknown, ports: unknown): void {
    this.posted.push([message, ports])
  }

  kill(): boolean {
    this.politeKills += 1
    return true
  }
}

function setUp(environment: NodeJS.ProcessEnv = {}) {
  const child = new FakeProcess()
  const forks: { file: string; args: readonly string[]; options: ForkOptions }[] = []
  const utilityProcess = {
    fork: (file: string, args: readonly string[], options: ForkOptions) => {
      forks.push({ file, args, options })
      return child
    },
  }
  const killed: number[] = []
  const host = new EngineProcessHost({
    electron: { utilityProcess: utilityProcess as unknown as ElectronApi['utilityProcess'] },
    file: '/opt/wheelhouse/out/main/engine-process.js',
    environment,
    killProcess: (pid) => killed.push(pid),
  })
  const messages: unknown[] = []
  const exits: HostExit[] = []
  const running = host.start({ onMessage: (raw) => messages.push(raw), onExit: (exit) => exits.push(exit) })
  return { child, forks, killed, messages, exits, running }
}

describe('EngineProcessHost', () => {
  it('forks the built file under a name, without what would change how it runs', () => {
    const { forks } = setUp({ PATH: '/bin', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '1' })
    expect(forks).toEqual([
      {
        file: '/opt/wheelhouse/out/main/engine-process.js',
        args: [],
        options: { serviceName: 'Wheelhouse engine', stdio: 'pipe', env: { PATH: '/bin' } },
      },
    ])
  })

  it('hands messages and ports both ways', () => {
    const { child, messages, running } = setUp()
    const { port1 } = linkedPorts()
    running.post({ t: 'client', role: 'viewer' }, [port1])
    running.post({ t: 'ping', n: 1 })
    child.emit('message', { t: 'pong', n: 1 })
    expect(child.posted).toEqual([
      [{ t: 'client', role: 'viewer' }, [port1]],
      [{ t: 'ping', n: 1 }, []],
    ])
    expect(messages).toEqual([{ t: 'pong', n: 1 }])
  })

  it('tells how it ended, with the last 4 KB of its error output', async () => {
    const { child, exits } = setUp()
    child.stderr.write('x'.repeat(5_000))
    child.stderr.write('the end')
    await new Promise((resolve) => child.stderr.once('drain', resolve).end(resolve))
    child.emit('exit', 3)
    expect(exits[0]?.code).toBe(3)
    expect(exits[0]?.lastWords).toHaveLength(4_096)
    expect(exits[0]?.lastWords.endsWith('xthe end')).toBe(true)
  })

  it('reads its output away, which would stop it otherwise', () => {
    expect(setUp().child.stdout.readableFlowing).toBe(true)
  })

  it('kills with force, as soon as there is a process: Electron cannot end one before', () => {
    const { child, killed, running } = setUp()
    running.kill()
    expect(killed).toEqual([4711])
    child.pid = undefined
    running.kill()
    expect(killed).toEqual([4711])
    child.pid = 4712
    child.emit('spawn')
    child.emit('spawn')
    expect(killed).toEqual([4711, 4712])
    expect(child.politeKills).toBe(0)
  })

  it('keeps a fatal error of V8 for the last words, without its report, which holds the environment', () => {
    const { child, exits } = setUp()
    child.emit('error', 'FatalError', 'Heap::AllocateRaw', '{"environmentVariables":{"KEY":"secret"}}')
    child.emit('exit', 5)
    expect(exits).toEqual([{ code: 5, lastWords: '\nFatalError of V8 in Heap::AllocateRaw\n' }])
  })
})
