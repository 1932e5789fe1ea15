import { rmSync } from 'node:fs'
import { type EngineProcess, newFolder } from '../../support/engine-process.ts'
import type { Lab } from '../lab.ts'
import { CrashRig } from './crash-rig.ts'

/** One that is refused says so in much less. */
const REFUSED_WITHIN_MS = 15_000

/** A second engine on the same folder is turned away, and the first one trades on. */
export function secondOnFolder(lab: Lab): Promise<void> {
  return CrashRig.run(lab, 'one folder', async (rig) => {
    await rig.start()
    await refused(rig, rig.launch())
  })
}

/** The same account at an exchange, from another folder. */
export async function secondOnAccount(lab: Lab): Promise<void> {
  const [home, locks] = [newFolder(), newFolder()]
  // Where engines of one user look for each other: not among those of whoever runs the scenarios.
  const environment = { FAULT_ENVIRONMENT: 'live', XDG_DATA_HOME: locks, LOCALAPPDATA: locks }
  await CrashRig.run(lab, 'one account', async (rig) => {
    await rig.start(undefined, environment)
    await refused(rig, rig.launch(undefined, environment, home))
  })
  for (const folder of [home, locks]) rmSync(folder, { recursive: true, force: true })
}

async function refused(rig: CrashRig, second: EngineProcess): Promise<void> {
  const pid = rig.engine.child.pid ?? 0
  const late = setTimeout(() => second.child.kill('SIGKILL'), REFUSED_WITHIN_MS)
  const { code, stderr, stdout } = await second.exited
  clearTimeout(late)
  rig.check(code !== 0 && code !== null, `the second engine ended with ${code}`)
  rig.check(`${stderr}${stdout}`.includes(`process ${pid}`), `the second engine does not say who was first: ${stderr}`)
  await rig.sendProtected()
  await rig.fill('0.01')
  await rig.order(({ state, type }) => type === 'market' && state === 'filled')
}
