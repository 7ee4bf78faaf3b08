//! The little linear algebra that correlations need: a triangle to solve with, and eigenvectors.

/// What is left of a column's variance once the columns before it are taken out has to be more than this.
const INDEPENDENT: f64 = 1e-10;

/// The lower triangle L of a correlation matrix L Lᵀ.
pub struct Cholesky(Vec<Vec<f64>>);

impl Cholesky {
    /// Takes a correlation matrix apart. The error is a set of columns that are a sum of each other.
    pub fn new(matrix: &[Vec<f64>]) -> Result<Self, Vec<usize>> {
        let mut lower: Vec<Vec<f64>> = Vec::new();
        for (at, row) in matrix.iter().enumerate() {
            let (next, rest) = below(&lower, &row[..at], row[at]);
            if rest <= INDEPENDENT {
                return Err(dependent(&Self(lower), &row[..at]));
            }
            lower.push(next);
        }
        Ok(Self(lower))
    }

    /// The x for which the matrix times x is `right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x = forward(&self.0, right);
        for row in (0..x.len()).rev() {
            for later in row + 1..x.len() {
                x[row] -= self.0[later][row] * x[later];
            }
            x[row] /= self.0[row][row];
        }
        x
    }

    /// A diagonal element of the inverse.
    pub fn inverse_diagonal(&self, at: usize) -> f64 {
        let mut unit = vec![0.0; self.0.len()];
        unit[at] = 1.0;
        self.solve(&unit)[at]
    }
}

/// The next row of the triangle, and the square of its last element.
fn below(lower: &[Vec<f64>], row: &[f64], diagonal: f64) -> (Vec<f64>, f64) {
    let mut next = forward(lower, row);
    let rest = diagonal - next.iter().map(|cell| cell * cell).sum::<f64>();
    next.push(rest.max(0.0).sqrt());
    (next, rest)
}

fn forward(lower: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut x: Vec<f64> = Vec::with_capacity(right.len());
    for (row, right) in lower.iter().zip(right) {
        let known: f64 = row.iter().zip(&x).map(|(cell, x)| cell * x).sum();
        x.push((right - known) / row[x.len()]);
    }
    x
}

/// The columns that the next one is a sum of, and that one.
fn dependent(known: &Cholesky, row: &[f64]) -> Vec<usize> {
    let shares = known.solve(row);
    let taking_part = shares.iter().enumerate().filter(|(_, share)| share.abs() > 1e-6).map(|(at, _)| at);
    taking_part.chain([row.len()]).collect()
}

/// Eigenvalues of a symmetric matrix, and its eigenvectors as columns: Jacobi's rotations.
pub fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = matrix.len();
    let mut rest = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|column| f64::from(row == column)).collect()).collect();
    // Rotations converge in a few sweeps; the bound only ends what rounding would keep alive.
    for _ in 0..100 {
        if off_diagonal(&rest) <= 1e-30 {
            break;
        }
        for row in 0..size {
            for column in row + 1..size {
                rotate(&mut rest, &mut vectors, row, column);
            }
        }
    }
    ((0..size).map(|at| rest[at][at]).collect(), vectors)
}

fn off_diagonal(matrix: &[Vec<f64>]) -> f64 {
    let cells = matrix.iter().enumerate().flat_map(|(row, cells)| cells[..row].iter());
    cells.map(|cell| cell * cell).sum()
}

/// One rotation, which makes the cell at `p`, `q` zero; `p` lies above `q`.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q] == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let tangent = (if theta < 0.0 { -1.0 } else { 1.0 }) / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turned = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
    let turn = |cells: &mut [f64]| (cells[p], cells[q]) = turned(cells[p], cells[q]);
    matrix.iter_mut().for_each(|row| turn(row));
    let (above, below) = matrix.split_at_mut(q);
    for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
        (*a, *b) = turned(*a, *b);
    }
    vectors.iter_mut().for_each(|row| turn(row));
}
