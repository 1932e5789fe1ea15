import './node-version-guard.ts'

const { runHeadless } = await import('./run-headless.ts')
await runHeadless({ args: process.argv.slice(2), environment: process.env, banner: [] })
