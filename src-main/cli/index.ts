import '../node-version-guard.ts'

const { runCommandLine } = await import('./program.ts')
process.exitCode = await runCommandLine(process.argv, process.env)
