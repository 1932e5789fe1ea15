import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/engine-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const isElectronInstalled = existsSync(join(ROOT, 'node_modules/electron/path.txt'))

let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  if (existsSync(at('pid'))) kill(Number(readFileSync(at('pid'), 'utf8')), 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string): string => join(folder, name)

/** What has ended already stays so. */
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Puts a shell script in the place of Electron's program file; gives the environment that names it. */
function electron(script: string): Record<string, string> {
  writeFileSync(at('electron'), `#!/bin/sh\n${script}\n`)
  chmodSync(at('electron'), 0o755)
  return { ELECTRON_OVERRIDE_DIST_PATH: folder }
}

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  stdout: string
}

/** `npm start` behind its build: with a display unless told otherwise, and with root allowed to open a window. */
function start(environment: Record<string, string>, args: readonly string[] = ['--no-sandbox']): Started {
  const child = spawn(
    process.execPath,
    ['out/main/start.js', '--home', at('home'), '--port', '0', '--quiet', ...args],
    {
      cwd: ROOT,
      env: { ...process.env, DISPLAY: ':9', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '', ...environment },
      // A group of its own, as a terminal gives it to what it starts.
      detached: true,
    },
  )
  children.push(child)
  const started: Started = {
    child,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    stdout: '',
  }
  child.stdout.on('data', (chunk: Buffer) => (started.stdout += chunk.toString()))
  child.stderr.pipe(process.stderr)
  return started
}

/** Waits for the engine's address, ends it, and gives what was printed. */
async function headlessText(started: Started): Promise<string> {
  await until(
    async () => started.stdout,
    (text) => text.includes('Wheelhouse is running: http://127.0.0.1:'),
  )
  started.child.kill('SIGTERM')
  expect(await started.ended).toBe(0)
  return started.stdout
}

/** A place to fetch Electron from that has nothing, and counts who asks. */
async function emptyMirror(): Promise<{ server: Server; address: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('starts Electron on the repository, passes arguments and exit code on, and starts no engine itself', async () => {
    const started = start(electron(`echo "$PWD|$@" > '${at('args')}'; exit 7`))
    expect(await started.ended).toBe(7)
    const [, args] = readFileSync(at('args'), 'utf8').trim().split('|')
    const [app, ...rest] = args?.split(' ') ?? []
    expect(join(app ?? '', 'package.json')).toBe(join(ROOT, 'package.json'))
    expect(rest).toEqual(['--home', at('home'), '--port', '0', '--quiet', '--no-sandbox'])
    expect(started.stdout).toBe('')
    expect(existsSync(at('home'))).toBe(false)
  })

  it('hands Electron’s output to the console', async () => {
    const started = start(electron('echo "said by Electron"'))
    expect(await started.ended).toBe(0)
    expect(started.stdout).toBe('said by Electron\n')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'hands %s of the terminal on, once, and waits for the end',
    async (signal) => {
      const name = signal.slice('SIG'.length)
      const script = `trap 'echo ${name} >> "${at('signals')}"' ${name}
      trap 'exit 3' USR1
      touch '${at('up')}'
      while :; do sleep 0.05; done`
      const started = start(electron(`echo $$ > '${at('pid')}'\n${script}`))
      await until(
        async () => existsSync(at('up')),
        (isUp) => isUp,
      )
      // To the whole group, as Ctrl-C does.
      kill(-Number(started.child.pid), signal)
      await until(
        async () => existsSync(at('signals')) && readFileSync(at('signals'), 'utf8'),
        (text) => text === `${name}\n`,
      )
      expect(started.child.exitCode).toBeNull()
      kill(Number(readFileSync(at('pid'), 'utf8')), 'SIGUSR1')
      expect(await started.ended).toBe(3)
      expect(readFileSync(at('signals'), 'utf8')).toBe(`${name}\n`)
    },
  )

  it('without a display starts the engine alone, says why, and tries to fetch nothing', async () => {
    const { server, address, asked } = await emptyMirror()
    const text = await headlessText(start({ DISPLAY: '', ELECTRON_MIRROR: address }))
    server.close()
    expect(text).toMatch(
      /^No desktop window opens: no display was found \(neither DISPLAY nor WAYLAND_DISPLAY is set\)/,
    )
    expect(asked).toEqual([])
  })

  it.skipIf(isElectronInstalled)(
    'with a display but no program file fetches it once, then starts the engine',
    async () => {
      const { server, address, asked } = await emptyMirror()
      const environment = { ELECTRON_MIRROR: address, electron_config_cache: at('cache') }
      const text = await headlessText(start(environment))
      server.close()
      expect(asked).toHaveLength(1)
      const [first, second] = text.split('\n')
      expect(first).toBe("Fetching Electron's program file, for at most 5 seconds ...")
      expect(second).toMatch(
        /^No desktop window opens: Electron's program file is not installed and could not be fetched \(/,
      )
    },
  )

  it('starts the engine alone where the program file cannot run', async () => {
    const text = await headlessText(start(electron('exit 127')))
    expect(text).toMatch(/^No desktop window opens: Electron's program file \S+ cannot run here \(exit code 127/)
  })

  it.runIf(process.getuid?.() === 0)('as root starts the engine alone and says what to do', async () => {
    const text = await headlessText(start(electron(`touch '${at('ran')}'`), []))
    expect(text).toMatch(/started as root.*ordinary user.*--no-sandbox/)
    expect(existsSync(at('ran'))).toBe(false)
  })

  it('shows its options without starting anything', async () => {
    const started = start(electron(`touch '${at('ran')}'`), ['--help'])
    expect(await started.ended).toBe(0)
    expect(started.stdout).toMatch(/^Usage: wheelhouse start/)
    expect(existsSync(at('ran'))).toBe(false)
  })
})
