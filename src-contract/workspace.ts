import { z } from 'zod'
import { TimeMsValue } from './primitives.ts'

/** The three that every workspace begins with; they can be changed and set back, never removed. */
export const BUILT_IN_LAYOUTS = ['trade', 'research', 'operate'] as const
export type BuiltInLayout = (typeof BUILT_IN_LAYOUTS)[number]

export const LayoutId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits or "-", beginning with no "-"')
export const LayoutName = z.string().trim().min(1, 'must not be empty').max(40)

/** Largest arrangement that is kept, as JSON text. */
export const MAX_LAYOUT_BYTES = 256 * 1024

/** A named arrangement of panels. */
export const LayoutView = z.object({
  layoutId: LayoutId,
  name: LayoutName,
  /** As the window wrote it; null for a built-in one that nobody has changed: the window knows how it begins. */
  arrangement: z.record(z.string(), z.unknown()).nullable(),
  /** Null while it was never written. */
  changedAtMs: TimeMsValue.nullable(),
})
export type LayoutView = z.infer<typeof LayoutView>

/** All layouts in their order. */
export const WorkspaceView = z.object({
  layouts: z.array(LayoutView),
  /** Why the file could not be read: the layouts are the built-in ones then, and the file was put aside. */
  fault: z.string().nullable(),
})
export type WorkspaceView = z.infer<typeof WorkspaceView>
