import type { WorkspaceView } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'

interface KeptPanel {
  readonly kind: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** Settings of the first panel of a kind, as the engine keeps them with a layout; undefined while it keeps none. */
export async function keptSettings(
  engine: EngineAccess,
  kind: string,
  layoutId = 'trade',
): Promise<KeptPanel['settings'] | undefined> {
  const { layouts } = await engine.get<WorkspaceView>('/workspace')
  const arrangement = layouts.find((layout) => layout.layoutId === layoutId)?.arrangement
  const panels = (arrangement?.['panels'] ?? {}) as Readonly<Record<string, KeptPanel>>
  return Object.values(panels).find((panel) => panel.kind === kind)?.settings
}
