import { fieldsOf, type SchemaGroup } from '../../schema-form/index.ts'
import { useDraftStore } from './draft-store.ts'

/** Shows the section of a field and puts the focus on it. */
export function revealField(id: string, sections: readonly SchemaGroup[]): void {
  const section = sections.find((each) => fieldsOf(each).some((field) => field.id === id))
  if (section === undefined) return
  useDraftStore.getState().choose(section.id)
  requestAnimationFrame(() => {
    const place = document.querySelector(`[data-config-key="${CSS.escape(id)}"]`)
    place?.querySelector<HTMLElement>('input, select')?.focus()
  })
}
