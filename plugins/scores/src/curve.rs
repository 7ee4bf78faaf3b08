//! The arithmetic of a curve of feelings, on the scale from -2 to +2. Steps without a feeling are gaps in it.

/// A curve: one value a step, none where the step has no feeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve(Vec<Option<f64>>);

/// A fall, or the smallest rise, between two neighbouring steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The index of the step before it; the step after it is the next one.
    pub from: usize,
    /// How far it goes; negative for a fall.
    pub by: f64,
}

/// The area under the curve, with straight lines between neighbouring steps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// What lies above zero.
    pub positive: f64,
    /// What lies below zero, as a negative number.
    pub negative: f64,
    /// How many pairs of neighbours it spans.
    pub pairs: usize,
}

impl Sums {
    /// Above and below together.
    pub fn total(&self) -> f64 {
        self.positive + self.negative
    }

    /// The area as a share of the largest there could be, from -1 to 1.
    pub fn normalised(&self) -> f64 {
        self.total() / (2.0 * self.pairs as f64)
    }

    fn add(&mut self, area: f64) {
        if area > 0.0 { self.positive += area } else { self.negative += area }
    }
}

impl Curve {
    /// A curve of these values; what is not finite or off the scale counts as a gap.
    pub fn new(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let on_scale = |value: &f64| (-2.0..=2.0).contains(value);
        // Adding zero makes a negative zero an ordinary one, which would else be worse than it.
        Self(values.into_iter().map(|value| value.filter(on_scale).map(|value| value + 0.0)).collect())
    }

    /// The values that are there, with their indices.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> + Clone {
        self.0.iter().enumerate().filter_map(|(at, value)| value.map(|value| (at, value)))
    }

    /// How many values are there.
    pub fn n(&self) -> usize {
        self.points().count()
    }

    /// How many steps have none.
    pub fn gaps(&self) -> usize {
        self.0.len() - self.n()
    }

    /// The average feeling.
    pub fn mean(&self) -> Option<f64> {
        self.mean_by(|_| Some(1.0))
    }

    /// The average in which each step counts with a weight; a step without one is left out.
    pub fn mean_by(&self, weight: impl Fn(usize) -> Option<f64>) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (at, value) in self.points() {
            let weight = weight(at).unwrap_or(0.0);
            sum += value * weight;
            weights += weight;
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// The strongest feeling. Of two as strong the worse one, of two the same the later one.
    pub fn peak(&self) -> Option<(usize, f64)> {
        self.points().max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()).then(b.total_cmp(a)))
    }

    /// The last feeling.
    pub fn end(&self) -> Option<(usize, f64)> {
        self.points().next_back()
    }

    /// Halfway between peak and end: what is likely to be remembered.
    pub fn peak_end(&self) -> Option<f64> {
        Some((self.peak()?.1 + self.end()?.1) / 2.0)
    }

    /// How much better, or worse, the memory is than the average.
    pub fn memory_gap(&self) -> Option<f64> {
        Some(self.peak_end()? - self.mean()?)
    }

    /// The first of the highest values.
    pub fn best(&self) -> Option<(usize, f64)> {
        self.points().rev().max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// The first of the lowest values.
    pub fn worst(&self) -> Option<(usize, f64)> {
        self.points().min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// Pairs of neighbours: index of the first, and both values. A gap breaks the chain.
    fn pairs(&self) -> impl Iterator<Item = (usize, f64, f64)> + Clone {
        self.0.windows(2).enumerate().filter_map(|(at, pair)| Some((at, pair[0]?, pair[1]?)))
    }

    /// The changes from one step to the next.
    pub fn deltas(&self) -> impl Iterator<Item = f64> + Clone {
        self.pairs().map(|(_, a, b)| b - a)
    }

    /// The smallest change from one step to the next; the first of equals.
    pub fn steepest_drop(&self) -> Option<Change> {
        let drops = self.pairs().map(|(from, a, b)| Change { from, by: b - a });
        drops.min_by(|a, b| a.by.total_cmp(&b.by))
    }

    /// The largest difference between a step and any later one, with both indices.
    pub fn drawdown(&self) -> Option<(usize, usize, f64)> {
        let mut highest = self.points().next()?;
        let mut deepest: Option<(usize, usize, f64)> = None;
        for (at, value) in self.points().skip(1) {
            if deepest.is_none_or(|(_, _, fall)| highest.1 - value > fall) {
                deepest = Some((highest.0, at, highest.1 - value));
            }
            if value > highest.1 {
                highest = (at, value);
            }
        }
        deepest
    }

    /// The average size of a change.
    pub fn mean_change(&self) -> Option<f64> {
        average(self.deltas().map(f64::abs))
    }

    /// The root of the mean square of the changes.
    pub fn root_mean_square_change(&self) -> Option<f64> {
        average(self.deltas().map(|delta| delta * delta)).map(f64::sqrt)
    }

    /// How far the values lie from their average (population standard deviation).
    pub fn deviation(&self) -> Option<f64> {
        let mean = self.mean()?;
        average(self.points().map(|(_, value)| (value - mean) * (value - mean))).map(f64::sqrt)
    }

    /// The slope of the straight line through the points, by step: ordinary least squares.
    pub fn slope(&self) -> Option<f64> {
        let middle = average(self.points().map(|(at, _)| at as f64))?;
        let mean = self.mean()?;
        let (mut up, mut across) = (0.0, 0.0);
        for (at, value) in self.points() {
            let x = at as f64 - middle;
            up += x * (value - mean);
            across += x * x;
        }
        (across > 0.0).then(|| up / across)
    }

    /// The first of the longest runs of neighbouring steps below zero: index and length.
    pub fn longest_low(&self) -> Option<(usize, usize)> {
        let mut longest = (0, 0);
        let mut run = 0;
        for (at, value) in self.0.iter().enumerate() {
            run = if value.is_some_and(|value| value < 0.0) { run + 1 } else { 0 };
            if run > longest.1 {
                longest = (at + 1 - run, run);
            }
        }
        (self.n() > 0).then_some(longest)
    }

    /// The area between the curve and zero.
    pub fn area(&self) -> Option<Sums> {
        let mut sums = Sums::default();
        for (_, a, b) in self.pairs() {
            sums.pairs += 1;
            if a * b >= 0.0 {
                sums.add((a + b) / 2.0);
            } else {
                let zero = a / (a - b);
                sums.add(a * zero / 2.0);
                sums.add(b * (1.0 - zero) / 2.0);
            }
        }
        (sums.pairs > 0).then_some(sums)
    }
}

/// A value from -2 to +2 as one from 0 to 100.
pub fn rescaled(value: f64) -> f64 {
    (value + 2.0) / 4.0 * 100.0
}

/// The arithmetic mean; nothing of nothing.
pub fn average(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let n = values.clone().count();
    (n > 0).then(|| values.sum::<f64>() / n as f64)
}

#[cfg(test)]
mod tests;
