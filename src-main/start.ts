import './node-version-guard.ts'
import { holdYoungGeneration } from './young-generation.ts'

const release = holdYoungGeneration()
const { findElectronFolder, whyNoWindow } = await import('./window-check.ts')
const { runHeadless } = await import('./run-headless.ts')
await runHeadless({
  args: process.argv.slice(2),
  environment: process.env,
  onRunning: release,
  banner: whyNoWindow({
    environment: process.env,
    programFolder: import.meta.dirname,
    platform: process.platform,
    electronFolder: findElectronFolder(),
  }),
})
