import { vi } from 'vitest'
import { runCommandLine } from '../program.ts'

/** Runs the program inside this process, with its data in `home`, and catches what it prints. */
export async function runProgram(
  home: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text)
    return true
  })
  const code = await runCommandLine(['node', 'wheelhouse', ...args], { WHEELHOUSE_HOME: home })
  vi.restoreAllMocks()
  return { code, stdout, stderr }
}
