/** Why a bar is missed, by the task of the line: shown only where one is. */
export const reasons: Readonly<Record<string, string>> = {
  'train 100k, two threads':
    'Binning, the pieces of the last nodes and what goes on between the waves of a tree are the work of one thread.',
  'train 100k, two threads, a core held': 'Two threads and the other process share two cores; every wave waits for the slower thread.',
  'fit 4.4k, dropout':
    'A profile of a table of this shape: 39 % of the time scans bins for cuts, 22 % counts rows. Most nodes hold fewer rows than the columns have bins.',
  'fit 4.4k, three outcomes': 'As for dropout: scanning bins for cuts.',
  batch: 'Beside XGBoost 1.7.4 the bar is met; why the newest release is quicker was not looked into.',
  'one row':
    'The answer is an array of its own, and a matrix around it: some 370 bytes. The walk itself, which allocates nothing, takes four fifths of the time.',
  logistic:
    'Independent columns need so few iterations of lbfgs that second derivatives do not pay; beside newton-cholesky, whose products run in a library with wider vectors, the weighted cross products are most of the time.',
}
