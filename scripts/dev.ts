import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'

/**
 * Engine and page for development: rebuilds both when a source changes and starts the engine again. The page is served
 * by the engine itself, so that its policy and its address are the real ones; reload it in the browser.
 */

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['src-contract', 'src-main', 'src-renderer']
/** An editor writes several files at once; they count as one change. */
const QUIET_MS = 200

let engine: ChildProcess | undefined
let building = false
let changedAgain = false
let timer: NodeJS.Timeout | undefined

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' }).once('exit', (code) =>
      resolve(code ?? 1),
    )
  })
}

async function stopEngine(): Promise<void> {
  const running = engine
  if (!running || running.exitCode !== null) return
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill('SIGTERM')
  await ended
}

async function rebuild(): Promise<void> {
  if (building) {
    changedAgain = true
    return
  }
  building = true
  const code = await run('npx', ['electron-vite', 'build', '--logLevel', 'warn'])
  if (code === 0) {
    await stopEngine()
    engine = spawn(process.execPath, ['out/main/headless.js', ...process.argv.slice(2)], {
      cwd: ROOT,
      stdio: 'inherit',
    })
  }
  building = false
  if (!changedAgain) return
  changedAgain = false
  await rebuild()
}

function handleChange(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void rebuild(), QUIET_MS)
}

for (const folder of SOURCES) watch(join(ROOT, folder), { recursive: true }, handleChange)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stopEngine().then(() => process.exit(0)))
}
await rebuild()
