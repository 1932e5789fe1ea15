import { words } from '../../i18n/index.ts'
import type { SchemaField, SchemaGroup, SchemaNode } from '../../schema-form/index.ts'

/** The parts of the configuration that the list shows; keys that stand alone make a part of their own. */
export function sectionsOf(root: SchemaGroup): readonly SchemaGroup[] {
  const groups = root.children.filter((child): child is SchemaGroup => child.kind === 'group')
  const alone = root.children.filter((child) => child.kind === 'field')
  if (alone.length === 0) return groups
  return [{ ...root, id: '', key: '', label: words('configuration')('general'), children: alone }, ...groups]
}

/** The section with the fields alone that hold every word of the query in title, description or key; undefined without any. */
export function searchSection(section: SchemaGroup, query: string): SchemaGroup | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = (field: SchemaField, around: string): boolean => {
    const text = `${around} ${field.label} ${field.description ?? ''} ${field.id}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return keepFields(section, { matches, around: '' })
}

interface Search {
  readonly matches: (field: SchemaField, around: string) => boolean
  /** Titles of the groups around. */
  readonly around: string
}

function keepFields(group: SchemaGroup, { matches, around }: Search): SchemaGroup | undefined {
  const inside = `${around} ${group.label}`
  const children = group.children.flatMap((child): SchemaNode[] => {
    if (child.kind === 'field') return matches(child, inside) ? [child] : []
    const kept = keepFields(child, { matches, around: inside })
    return kept === undefined ? [] : [kept]
  })
  return children.length === 0 ? undefined : { ...group, children }
}
