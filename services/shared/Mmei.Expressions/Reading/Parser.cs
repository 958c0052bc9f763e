using System.Text.RegularExpressions;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Expressions.Nodes;

namespace Mmei.Expressions.Reading;

/// <summary>
/// Reads an expression by recursive descent; how deep, how many tests and how many listed values is bounded, so that reading and asking it
/// are too.
/// </summary>
internal sealed partial class Parser
{
    private const string AttributePrefix = "attributes.";
    private const string NamesRule = "names are kind, tags, creator, language and attributes.NAME";
    private const string ValueRule = "a text in quotes, a number, true or false";

    private static readonly HashSet<string> Words = ["and", "or", "not", "in", "has", "exists", "true", "false"];

    private static readonly Dictionary<string, ContentKind> Kinds =
        Enum.GetValues<ContentKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["=="] = Comparison.Equal,
        ["!="] = Comparison.NotEqual,
        ["<"] = Comparison.Less,
        ["<="] = Comparison.LessOrEqual,
        [">"] = Comparison.Greater,
        [">="] = Comparison.GreaterOrEqual,
    };

    private readonly Lexer _lexer;
    private Token _next;
    private int _depth;
    private int _tests;
    private int _listed;

    public Parser(string text)
    {
        _lexer = new Lexer(text);
        _next = _lexer.Next();
    }

    public Expression Read()
    {
        var read = Either();
        return _next.Kind == TokenKind.End ? read : throw Unexpected("'and', 'or' or the end");
    }

    private Expression Either()
    {
        var parts = new List<Expression> { Both() };
        while (TryTake("or"))
        {
            parts.Add(Both());
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private Expression Both()
    {
        var parts = new List<Expression> { Part() };
        while (TryTake("and"))
        {
            parts.Add(Part());
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Expression Part()
    {
        var start = _next;
        if (TryTake("not"))
        {
            return Deeper(start, Part).Negated();
        }

        if (!TryTake("("))
        {
            return Test();
        }

        var inner = Deeper(start, Either);
        Require(")");
        return inner;
    }

    private Expression Deeper(Token start, Func<Expression> read)
    {
        if (++_depth > Expression.MostDepth)
        {
            throw Wrong(start, $"brackets and 'not' stand within each other at most {Expression.MostDepth} deep");
        }

        var inner = read();
        _depth--;
        return inner;
    }

    private Expression Test()
    {
        var start = _next;
        if (++_tests > Expression.MostTests)
        {
            throw Wrong(start, $"an expression has at most {Expression.MostTests} comparisons");
        }

        if (TryTake("exists"))
        {
            Require("(");
            var field = FieldOf(TakeName());
            Require(")");
            return new SaidTest(field, Expected: true);
        }

        var name = TakeName();
        return name.Text switch
        {
            "kind" => KindTest(),
            "tags" => TagTest(),
            _ => FieldOf(name) is { Name: FieldName.Attribute } attribute ? AttributeTest(attribute) : TextTest(FieldOf(name), OneOf()),
        };
    }

    private Expression KindTest()
    {
        var (values, among) = OneOf();
        var test = new KindTest(values.Select(value => value.Kind == TokenKind.Text && Kinds.TryGetValue(value.Text, out var kind)
            ? kind
            : throw Wrong(value, $"a kind is one of {string.Join(", ", Kinds.Keys.Select(known => $"'{known}'"))}")).ToHashSet());
        return among ? test : test.Negated();
    }

    private TagTest TagTest()
    {
        if (!TryTake("has"))
        {
            throw Unexpected("'has' and a tag, as in tags has 'sea'");
        }

        return _next.Kind == TokenKind.Text
            ? new TagTest(Take().Text.Trim().ToLowerInvariant(), Has: true)
            : throw Unexpected("a tag in quotes");
    }

    private Expression AttributeTest(Field field)
    {
        if (_next is { Kind: TokenKind.Symbol, Text: "<" or "<=" or ">" or ">=" })
        {
            var comparison = Comparisons[Take().Text];
            return _next.Kind == TokenKind.Number
                ? new NumberTest(field.Attribute, comparison, Take().Number)
                : throw Unexpected("a number: it alone is compared by size");
        }

        if (!IsOneOf())
        {
            return new TruthTest(field.Attribute, Expected: true);
        }

        var (values, among) = OneOf();
        if (values[0].Kind == TokenKind.Text)
        {
            return TextTest(field, (values, among));
        }

        Expression[] tests =
        [
            .. values.Select(value => value.Kind != values[0].Kind ? throw Wrong(value, "all values of a list are of one type")
                : value.Kind == TokenKind.Number ? (Expression)new NumberTest(field.Attribute, Comparison.Equal, value.Number)
                : new TruthTest(field.Attribute, value.Text == "true")),
        ];
        var test = tests.Length == 1 ? tests[0] : new AnyOf(tests);
        return among ? test : test.Negated();
    }

    private static TextTest TextTest(Field field, (IReadOnlyList<Token> Values, bool Among) compared)
    {
        var texts = compared.Values.Select(
            value => value.Kind == TokenKind.Text ? value.Text : throw Wrong(value, "it is compared with a text in quotes"));
        return field.Name == FieldName.Language
            ? new TextTest(field, texts.Select(text => text.ToLowerInvariant()).ToHashSet(StringComparer.OrdinalIgnoreCase), compared.Among)
            : new TextTest(field, texts.ToHashSet(StringComparer.Ordinal), compared.Among);
    }

    private bool IsOneOf() => _next.Is("==") || _next.Is("!=") || _next.Is("in") || _next.Is("not");

    /// <summary>Reads <c>== x</c>, <c>!= x</c>, <c>in [x, y]</c> or <c>not in [x, y]</c>.</summary>
    private (IReadOnlyList<Token> Values, bool Among) OneOf()
    {
        if (TryTake("=="))
        {
            return ([Value()], true);
        }

        if (TryTake("!="))
        {
            return ([Value()], false);
        }

        var among = !TryTake("not");
        return TryTake("in") ? (List(), among) : throw Unexpected(among ? "'==', '!=', 'in' or 'not in'" : "'in'");
    }

    private List<Token> List()
    {
        Require("[");
        var values = new List<Token>();
        do
        {
            if (++_listed > Expression.MostListed)
            {
                throw Wrong(_next, $"the lists of an expression have at most {Expression.MostListed} values together");
            }

            values.Add(Value());
        }
        while (TryTake(","));
        Require("]");
        return values;
    }

    private Token Value() => _next.Kind is TokenKind.Text or TokenKind.Number || _next.Is("true") || _next.Is("false")
        ? Take()
        : throw Unexpected(ValueRule);

    private Token TakeName() => _next.Kind == TokenKind.Name && !Words.Contains(_next.Text)
        ? Take()
        : throw Unexpected($"a comparison, which begins with a name; {NamesRule}");

    private static Field FieldOf(Token name) => name.Text switch
    {
        "creator" => new Field(FieldName.Creator),
        "language" => new Field(FieldName.Language),
        _ when name.Text.StartsWith(AttributePrefix, StringComparison.Ordinal) => AttributeOf(name, name.Text[AttributePrefix.Length..]),
        "kind" or "tags" => throw Wrong(name, $"every item has {name.Text}; exists asks for creator, language and attributes.NAME"),
        _ => throw Wrong(name, $"{name.Shown} is unknown; {NamesRule}"),
    };

    private static Field AttributeOf(Token name, string attribute) => AttributeName().IsMatch(attribute)
        ? new Field(FieldName.Attribute, attribute)
        : throw Wrong(name, "an attribute has a name of 1 to 64 letters, digits, '_' or '-', starting with a letter");

    private bool TryTake(string text)
    {
        var isThere = _next.Is(text);
        if (isThere)
        {
            Take();
        }

        return isThere;
    }

    private void Require(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    private Token Take()
    {
        var taken = _next;
        _next = _lexer.Next();
        return taken;
    }

    private MalformedExpressionException Unexpected(string expected) =>
        Wrong(_next, $"{_next.Shown} stands where {expected} is expected");

    private static MalformedExpressionException Wrong(Token token, string problem) => new(token.Position, problem);

    [GeneratedRegex(CatalogItem.AttributeNamePattern)]
    private static partial Regex AttributeName();
}
