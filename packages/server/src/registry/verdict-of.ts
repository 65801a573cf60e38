import type { Report } from '@headway/campus'

/** Whether a model earns its place: at the length of its list where somebody could be listed, by its loss otherwise. */
export function verdictOf({ gate, verdict }: Pick<Report, 'gate' | 'verdict'>): { readonly kind: string; readonly sentence: string } {
  const { kind, sentence } = gate ?? verdict
  return { kind, sentence }
}
