import './node-version-guard.ts'

const { whyNoWindow } = await import('./window-check.ts')
const { runHeadless } = await import('./run-headless.ts')
await runHeadless({
  args: process.argv.slice(2),
  environment: process.env,
  banner: whyNoWindow(process.env, import.meta.dirname),
})
