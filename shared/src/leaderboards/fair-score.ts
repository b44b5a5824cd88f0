/**
 * How far the points of a department's people lie apart, as sums that can be kept up to date one person at a time. Each
 * person is weighted by presence: 1 for the whole period, less for who came later, left, or moved.
 */
export interface Spread {
  /** Σ points. */
  readonly points: number;
  /** Σ points². */
  readonly squares: number;
  /** Σ presence. */
  readonly presence: number;
  /** Σ presence². */
  readonly presenceSquares: number;
  /** Σ points × presence. */
  readonly pointsPresence: number;
}

/** A department as it was measured. */
export interface Measured {
  readonly id: string;
  /** Points for each member, weighted by presence. */
  readonly average: number;
  /** Members, each counted as the share of the period in which they were there; more than 0. */
  readonly exposure: number;
}

/** A department's score, with how sure it is. */
export interface FairScore extends Measured {
  /** The average, drawn towards the company's mean as far as luck can explain the difference. */
  readonly score: number;
  /** Standard error of the score, in points. */
  readonly noise: number;
}

/** All scores, and the mean they lean to. */
export interface FairScores {
  readonly mean: number;
  readonly scores: readonly FairScore[];
}

/**
 * The variance between people of the same department, from all departments together, for one member who was there all the
 * time. Points come one after the other, so the variance of what somebody has grows with presence: Var(pᵢ) = σ²wᵢ. With
 * m = Σp/Σw a department's residuals Σ(pᵢ − m·wᵢ)² have the expectation σ²(Σw − Σw²/Σw); both sides are summed over the
 * departments. Where everybody was there all the time this is the pooled within-group mean square Σ(pᵢ − m)²/Σ(n − 1).
 *
 * Source: method of moments for a one-way random model; S. R. Searle, G. Casella, C. E. McCulloch, Variance Components
 * (Wiley 1992), ch. 3.
 */
export function pooledVariance(spreads: readonly Spread[]): number {
  let residuals = 0;
  let expected = 0;
  for (const { points, squares, presence, presenceSquares, pointsPresence } of spreads) {
    if (presence <= 0) continue;
    const mean = points / presence;
    residuals += squares - 2 * mean * pointsPresence + mean * mean * presenceSquares;
    expected += presence - presenceSquares / presence;
  }
  return expected > 0 ? Math.max(0, residuals / expected) : 0;
}

/**
 * Empirical Bayes: each average y with its variance v = σ²/n is drawn towards the company's mean μ, the more the less the
 * department's size can tell apart merit and luck:
 *
 *     B = τ²/(τ² + v)      score = μ + B(y − μ)      noise = √(B·v)
 *
 * τ², the variance between departments, comes from the data by the moment estimator: w = 1/v, ȳ = Σwy/Σw, Q = Σw(y − ȳ)²,
 * τ² = max(0, (Q − (k − 1))/(Σw − Σw²/Σw)). When it is 0, luck explains all there is: every score is the mean.
 * Where people of the same department do not differ at all there is no luck, and the averages stand as they are.
 *
 * Sources: R. DerSimonian, N. Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986) 177–188 (τ²);
 * B. Efron, C. Morris, Data analysis using Stein's estimator and its generalizations, JASA 70 (1975) 311–319, and
 * R. E. Fay, R. A. Herriot, Estimates of income for small places, JASA 74 (1979) 269–277 (shrinkage, unequal sizes).
 *
 * @param variance σ², of `pooledVariance`
 */
export function fairScores(departments: readonly Measured[], variance: number): FairScores {
  const plain = weightedMean(departments, ({ exposure }) => exposure);
  if (variance <= 0)
    return { mean: plain, scores: departments.map((d) => ({ ...d, score: d.average, noise: 0 })) };
  const between = betweenVariance(departments, variance, plain);
  if (between === 0)
    return { mean: plain, scores: departments.map((d) => ({ ...d, score: plain, noise: 0 })) };
  const mean = weightedMean(departments, ({ exposure }) => 1 / (between + variance / exposure));
  const scores = departments.map((d) => {
    const own = variance / d.exposure;
    const kept = between / (between + own);
    return { ...d, score: mean + kept * (d.average - mean), noise: Math.sqrt(kept * own) };
  });
  return { mean, scores };
}

/** τ² by DerSimonian and Laird; 0 for fewer than two departments. */
function betweenVariance(departments: readonly Measured[], variance: number, mean: number): number {
  let sum = 0;
  let squares = 0;
  let q = 0;
  for (const { average, exposure } of departments) {
    const weight = exposure / variance;
    sum += weight;
    squares += weight * weight;
    q += weight * (average - mean) ** 2;
  }
  const scale = sum - squares / sum;
  return departments.length < 2 || scale <= 0 ? 0 : Math.max(0, (q - (departments.length - 1)) / scale);
}

function weightedMean(departments: readonly Measured[], weightOf: (one: Measured) => number): number {
  let sum = 0;
  let weights = 0;
  for (const one of departments) {
    sum += weightOf(one) * one.average;
    weights += weightOf(one);
  }
  return weights > 0 ? sum / weights : 0;
}
