import { canonicalJson, encodeFloats, sha256 } from '../../packages/learn/src/index.ts'
import { fittable } from '../../packages/learn/test/imported-stand-in.ts'
import { fit as fitToy, partFor } from '../../packages/learn/test/learner-checks.ts'

/** For every learner and task: sha256 of the fitted model and its forecasts for the rows it was fitted on. The same call in Node and in a page. */
export function modelHashes(): Record<string, string> {
  return Object.fromEntries(
    Object.values(fittable).flatMap(learner =>
      learner.tasks.map(kind => {
        const part = partFor(learner, kind)
        const model = fitToy(learner, part)
        const forecast = encodeFloats(learner.predict(model, part.table).data)
        return [`${learner.kind}, ${kind}`, sha256(canonicalJson([model, forecast]))]
      }),
    ),
  )
}
