import { fieldsOf, type SchemaGroup } from '../../schema-form/index.ts'
import { useDraftStore } from './draft-store.ts'

/** Shows the section of a field and puts the focus on it; a path that leads into a field leads to that. */
export function revealField(path: string, sections: readonly SchemaGroup[]): void {
  for (const section of sections) {
    const field = fieldsOf(section).find(({ id }) => path === id || path.startsWith(`${id}.`))
    if (field === undefined) continue
    useDraftStore.getState().choose(section.id)
    focusField(field.id)
    return
  }
}

function focusField(id: string): void {
  // The section is there one frame later.
  requestAnimationFrame(() => {
    const place = document.querySelector(`[data-config-key="${CSS.escape(id)}"]`)
    place?.querySelector<HTMLElement>('input, select')?.focus()
  })
}
