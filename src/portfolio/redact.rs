use super::model::Portfolio;

impl Portfolio {
    /// Returns the portfolio without the names of teams: they are called `Team 1`, `Team 2` and so on in the order in which
    /// they stand, then those of which nothing is shown.
    #[must_use]
    pub fn without_names(mut self) -> Self {
        let mut known: Vec<String> = self.teams.iter().map(|team| team.name.clone()).collect();
        for name in self.left_out.iter().flat_map(|left| &left.teams) {
            if !known.contains(name) {
                known.push(name.clone());
            }
        }
        // Numbers of one length stand in their order when they are sorted as texts.
        let digits = known.len().to_string().len();
        let number = |name: &mut String| {
            let place = known.iter().position(|known| known == name).unwrap_or_default();
            *name = format!("Team {:0digits$}", place + 1);
        };
        self.teams.iter_mut().for_each(|team| number(&mut team.name));
        self.outliers.iter_mut().for_each(|outlier| number(&mut outlier.team));
        self.left_out.iter_mut().flat_map(|left| &mut left.teams).for_each(number);
        self
    }
}
