import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { EngineProcess, newFolder, pause, until } from '../e2e/support/engine-process.ts'
import { type BenchRow, benchRow } from './bench-row.ts'

const ROUNDS = 5
const HEALTHY_LIMIT_MS = 2_000
const MEMORY_LIMIT_MIB = 160
const IDLE_MS = 5_000

/** Start on a warm folder until the status is healthy, and memory at idle, beside an empty Node process. */
export async function run(): Promise<BenchRow[]> {
  const home = newFolder()
  const startMs: number[] = []
  const emptyMs: number[] = []
  const memoryMiB: number[] = []
  const emptyMiB: number[] = []
  try {
    await (await startHealthy(home)).engine.stop()
    for (let round = 0; round < ROUNDS; round += 1) {
      const { engine, tookMs } = await startHealthy(home)
      startMs.push(tookMs)
      await pause(IDLE_MS)
      memoryMiB.push(residentMiB(engine.child.pid))
      await engine.stop()
      const empty = await emptyNode()
      emptyMs.push(empty.tookMs)
      emptyMiB.push(empty.residentMiB)
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
  const boot = benchRow({ name: 'start to healthy, warm folder', unit: 'ms', ours: startMs, peer: emptyMs })
  const memory = benchRow({ name: 'memory at idle', unit: 'MiB', ours: memoryMiB, peer: emptyMiB })
  return [
    { ...boot, ok: Math.max(...startMs) <= HEALTHY_LIMIT_MS },
    { ...memory, ok: Math.max(...memoryMiB) <= MEMORY_LIMIT_MIB },
  ]
}

async function startHealthy(home: string): Promise<{ engine: EngineProcess; tookMs: number }> {
  const started = performance.now()
  const engine = await EngineProcess.start({ home, args: ['--quiet'] })
  await until(
    () => engine.get<{ health?: string }>('/status'),
    ({ health }) => health === 'healthy',
  )
  return { engine, tookMs: performance.now() - started }
}

/** A Node program that does nothing but say that it is there. */
async function emptyNode(): Promise<{ tookMs: number; residentMiB: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setTimeout(() => {}, 60000)'])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const tookMs = performance.now() - started
  await pause(200)
  const resident = residentMiB(child.pid)
  child.kill()
  return { tookMs, residentMiB: resident }
}

/** Resident memory of a process, from the kernel's own account of it. */
function residentMiB(pid: number | undefined): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1]) / 1024
}
