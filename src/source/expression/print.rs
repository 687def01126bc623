//! Conditions and effects as the house writes them: words for `and`, `or` and `not`, single spaces, `; ` between effects.

use super::lexer::Token;
use super::{Node, NodeKind, Statement, StatementKind, parse_condition, parse_effects};

/// A condition as the house writes it, with the brackets that its writer set; none if it cannot be read.
pub(in crate::source) fn print_condition(text: &str) -> Option<String> {
    let node = parse_condition(text, 0).ok()?;
    Some(Printer { written: text }.condition(&node))
}

/// Effects as the house writes them; none if one of them cannot be read, or there are none.
pub(in crate::source) fn print_effects(text: &str) -> Option<String> {
    let statements = statements(text)?;
    Some(Printer { written: text }.effects(&statements))
}

/// What a condition means: the same for two that differ in spelling or brackets alone.
pub(in crate::source) fn meaning_of_condition(text: &str) -> Option<String> {
    Some(Printer { written: "" }.condition(&parse_condition(text, 0).ok()?))
}

/// What effects mean: the same for those that differ in spelling or brackets alone.
pub(in crate::source) fn meaning_of_effects(text: &str) -> Option<String> {
    Some(Printer { written: "" }.effects(&statements(text)?))
}

fn statements(text: &str) -> Option<Vec<Statement>> {
    let (statements, faults) = parse_effects(text);
    (faults.is_empty() && !statements.is_empty()).then_some(statements)
}

/// How tightly a part binds: what binds less than its place asks for stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Part,
}

impl Binding {
    fn of(kind: &NodeKind) -> Self {
        match kind {
            NodeKind::Or(_) => Self::Or,
            NodeKind::And(_) => Self::And,
            NodeKind::Not(_) => Self::Not,
            NodeKind::Compare(..) => Self::Comparison,
            NodeKind::Sum(_) => Self::Sum,
            NodeKind::Number(_) | NodeKind::Truth(_) | NodeKind::Name(_) => Self::Part,
        }
    }
}

/// Prints trees of one text.
struct Printer<'t> {
    /// The text, whose brackets are kept; empty to set only those that are needed.
    written: &'t str,
}

impl Printer<'_> {
    fn condition(&self, node: &Node) -> String {
        self.node(node, Binding::Or)
    }

    fn effects(&self, statements: &[Statement]) -> String {
        let printed: Vec<String> = statements.iter().map(|statement| self.statement(statement)).collect();
        printed.join("; ")
    }

    fn statement(&self, statement: &Statement) -> String {
        let name = &statement.name;
        let (sign, value) = match &statement.kind {
            StatementKind::Set => return format!("set {name}"),
            StatementKind::Clear => return format!("clear {name}"),
            StatementKind::Assign(value) => ("=", value),
            StatementKind::Add(value) => ("+=", value),
            StatementKind::Subtract(value) => ("-=", value),
        };
        format!("{name} {sign} {}", self.node(value, Binding::Sum))
    }

    fn node(&self, node: &Node, place: Binding) -> String {
        let inside = match &node.kind {
            NodeKind::Number(number) => number.to_string(),
            NodeKind::Truth(truth) => truth.to_string(),
            NodeKind::Name(name) => name.clone(),
            NodeKind::Not(inner) => format!("not {}", self.node(inner, Binding::Not)),
            NodeKind::And(parts) => self.joined(parts, Binding::Not, " and "),
            NodeKind::Or(parts) => self.joined(parts, Binding::And, " or "),
            NodeKind::Compare(left, comparison, right) => {
                let (left, right) = (self.node(left, Binding::Sum), self.node(right, Binding::Sum));
                format!("{left} {} {right}", Token::Compare(*comparison).written())
            }
            NodeKind::Sum(terms) => {
                let mut sum = String::new();
                for term in terms {
                    sum.push_str(match (sum.is_empty(), term.negated) {
                        (true, false) => "",
                        (true, true) => "-",
                        (false, false) => " + ",
                        (false, true) => " - ",
                    });
                    sum.push_str(&self.node(&term.node, Binding::Part));
                }
                sum
            }
        };
        let has_brackets = Binding::of(&node.kind) < place || self.has_brackets(node);
        if has_brackets { format!("({inside})") } else { inside }
    }

    fn joined(&self, parts: &[Node], place: Binding, by: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.node(part, place)).collect();
        parts.join(by)
    }

    /// Whether the writer set brackets around just this.
    fn has_brackets(&self, node: &Node) -> bool {
        let written = self.written.get(node.range.clone()).unwrap_or_default();
        let mut depth = 0_usize;
        let closed = written.find(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        written.starts_with('(') && closed == Some(written.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::Term;
    use super::*;
    use crate::story::Comparison;

    fn node(kind: NodeKind) -> Node {
        Node { range: 0..0, kind }
    }

    fn name() -> impl Strategy<Value = String> {
        const NAMES: [&str; 7] = ["a", "bond.derek", "visited.hall/door", "set", "clear", "not_yet", "or_2"];
        select(&NAMES[..]).prop_map(str::to_owned)
    }

    fn tree() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![
            (0..=1_000_000).prop_map(NodeKind::Number),
            any::<bool>().prop_map(NodeKind::Truth),
            name().prop_map(NodeKind::Name),
        ];
        leaf.prop_map(node).prop_recursive(5, 40, 4, |inner| {
            const COMPARISONS: [Comparison; 6] = [
                Comparison::Equal,
                Comparison::NotEqual,
                Comparison::Less,
                Comparison::LessOrEqual,
                Comparison::Greater,
                Comparison::GreaterOrEqual,
            ];
            let term = (any::<bool>(), inner.clone()).prop_map(|(negated, node)| Term { negated, node });
            let negated = inner.clone().prop_map(|node| vec![Term { negated: true, node }]);
            prop_oneof![
                inner.clone().prop_map(|inner| NodeKind::Not(Box::new(inner))),
                vec(inner.clone(), 2..4).prop_map(NodeKind::And),
                vec(inner.clone(), 2..4).prop_map(NodeKind::Or),
                (inner.clone(), select(&COMPARISONS[..]), inner).prop_map(|(left, sign, right)| NodeKind::Compare(
                    Box::new(left),
                    sign,
                    Box::new(right)
                )),
                vec(term, 2..4).prop_map(NodeKind::Sum),
                negated.prop_map(NodeKind::Sum),
            ]
            .prop_map(node)
        })
    }

    fn statement() -> impl Strategy<Value = Statement> {
        let kind = (0..5, tree()).prop_map(|(kind, value)| match kind {
            0 => StatementKind::Set,
            1 => StatementKind::Clear,
            2 => StatementKind::Assign(value),
            3 => StatementKind::Add(value),
            _ => StatementKind::Subtract(value),
        });
        (name(), kind).prop_map(|(name, kind)| Statement { range: 0..0, name, name_range: 0..0, kind })
    }

    /// The same tree without places.
    fn placeless(tree: Node) -> Node {
        let list = |nodes: Vec<Node>| nodes.into_iter().map(placeless).collect();
        let boxed = |inner: Box<Node>| Box::new(placeless(*inner));
        let term = |term: Term| Term { node: placeless(term.node), ..term };
        node(match tree.kind {
            NodeKind::Not(inner) => NodeKind::Not(boxed(inner)),
            NodeKind::And(parts) => NodeKind::And(list(parts)),
            NodeKind::Or(parts) => NodeKind::Or(list(parts)),
            NodeKind::Compare(left, sign, right) => NodeKind::Compare(boxed(left), sign, boxed(right)),
            NodeKind::Sum(terms) => NodeKind::Sum(terms.into_iter().map(term).collect()),
            leaf => leaf,
        })
    }

    fn placeless_statement(statement: Statement) -> Statement {
        let kind = match statement.kind {
            StatementKind::Assign(value) => StatementKind::Assign(placeless(value)),
            StatementKind::Add(value) => StatementKind::Add(placeless(value)),
            StatementKind::Subtract(value) => StatementKind::Subtract(placeless(value)),
            kind => kind,
        };
        Statement { range: 0..0, name_range: 0..0, kind, ..statement }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

        #[test]
        fn what_is_printed_reads_as_the_same_tree(tree in tree(), statements in vec(statement(), 1..4)) {
            let printer = Printer { written: "" };
            let printed = printer.condition(&tree);
            prop_assert_eq!(parse_condition(&printed, 0).map(placeless), Ok(tree), "{}", printed);
            prop_assert_eq!(print_condition(&printed), Some(printed));
            let printed = printer.effects(&statements);
            let (read, faults) = parse_effects(&printed);
            prop_assert!(faults.is_empty(), "{}: {:?}", printed, faults);
            let read: Vec<Statement> = read.into_iter().map(placeless_statement).collect();
            prop_assert_eq!(read, statements, "{}", printed);
            prop_assert_eq!(print_effects(&printed), Some(printed));
        }
    }

    #[test]
    fn signs_become_words_and_brackets_stay_but_around_names() {
        for (written, printed) in [
            ("!a&&b  ||c", "not a and b or c"),
            ("(a and b)or c", "(a and b) or c"),
            ("((a))", "a"),
            ("( a )==( b )", "a == b"),
            ("!( a>=-1 )", "not (a >= -1)"),
            ("!!a", "not not a"),
            ("a-(b -2)<007", "a - (b - 2) < 7"),
        ] {
            assert_eq!(print_condition(written).as_deref(), Some(printed));
            assert_eq!(print_condition(printed).as_deref(), Some(printed));
        }
        assert_eq!(print_effects(" set a;b+=1 ;; c=(d) ;").as_deref(), Some("set a; b += 1; c = d"));
        assert_eq!((print_condition("a and"), print_effects("set a; b"), print_effects(" ; ")), (None, None, None));
    }
}
