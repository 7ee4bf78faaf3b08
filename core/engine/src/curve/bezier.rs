//! A stretch of a curve.

/// A place: units from the left and from the top.
pub type Pair = (f64, f64);

/// A cubic whose control points stand at even distances.
#[derive(Clone, Copy, Debug)]
pub struct Bezier(pub [Pair; 4]);

impl Bezier {
    /// The part between two upright lines. The control points stand at even distances, so x is linear along the curve.
    pub fn between(self, left: f64, right: f64) -> Option<Bezier> {
        let (start, end) = (self.0[0].0, self.0[3].0);
        let (from, to) = (left.max(start), right.min(end));
        let share = |x: f64| (x - start) / (end - start);
        (from < to).then(|| self.after(share(from)).before((to - from) / (end - from)))
    }

    /// The height over a place, where it passes there.
    pub fn height(self, x: f64) -> Option<f64> {
        let (start, end) = (self.0[0].0, self.0[3].0);
        (start..=end).contains(&x).then(|| self.before((x - start) / (end - start)).0[3].1)
    }

    fn before(self, share: f64) -> Bezier {
        let Bezier([a, b, c, d]) = self;
        let (ab, bc, cd) = (mix(a, b, share), mix(b, c, share), mix(c, d, share));
        let (abc, bcd) = (mix(ab, bc, share), mix(bc, cd, share));
        Bezier([a, ab, abc, mix(abc, bcd, share)])
    }

    fn after(self, share: f64) -> Bezier {
        let Bezier([a, b, c, d]) = self;
        let Bezier([d, c, b, a]) = Bezier([d, c, b, a]).before(1.0 - share);
        Bezier([a, b, c, d])
    }

    /// The same, so far to the right.
    pub fn moved(self, by: f64) -> Bezier {
        Bezier(self.0.map(|(x, y)| (x + by, y)))
    }
}

fn mix(a: Pair, b: Pair, share: f64) -> Pair {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}
