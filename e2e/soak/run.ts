import '../../src-main/node-version-guard.ts'

const { soakOptions } = await import('./options.ts')
const { Soak } = await import('./soak.ts')
const { report } = await import('./report.ts')

const options = soakOptions(process.env)
console.log(
  `soak of ${options.durationMs / 60_000} minutes, seed ${options.seed}; again by SOAK_SEED=${options.seed} npm run test:soak`,
)
// Leaves by `exit`, which takes the engines along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const soak = await Soak.start(options)
try {
  process.exitCode = report(options, await soak.run()) ? 0 : 1
} finally {
  await soak.dispose()
}
