using System.CommandLine;
using System.CommandLine.Parsing;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Items;

/// <summary><c>items attributes</c>, and <c>items declare bpm=number label=text</c> in place of what was declared.</summary>
internal static class AttributesCommand
{
    public static Command Show(Output output) => Verb.Create(
        "attributes",
        "What is declared of the items' attributes",
        output,
        (client, _, cancellationToken) => client.GetAttributesAsync(cancellationToken),
        Print);

    public static Command Declare(Output output)
    {
        var types = new Argument<Dictionary<string, AttributeType>>("attributes")
        {
            Description = "Each as NAME=TYPE, where the type is text, number or boolean; without any, nothing is declared any more",
            HelpName = "NAME=TYPE",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = Read,
            DefaultValueFactory = _ => [],
        };
        var only = new Option<bool>("--only") { Description = "Items may have no others" };
        return Verb.Create(
            "declare",
            "Declare the types of the items' attributes, in place of what was declared",
            output,
            (client, typed, cancellationToken) => client.PutAttributesAsync(
                new AttributesRequest { Attributes = typed.GetRequiredValue(types), OnlyDeclared = typed.GetValue(only) },
                cancellationToken),
            Print,
            types,
            only);
    }

    private static Dictionary<string, AttributeType>? Read(ArgumentResult result)
    {
        var types = new Dictionary<string, AttributeType>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('=') is not [{ Length: > 0 } name, var type] || TypeOf(type) is not { } known)
            {
                result.AddError($"An attribute is declared as NAME=text, NAME=number or NAME=boolean, not '{token.Value}'.");
                return null;
            }

            if (!types.TryAdd(name, known))
            {
                result.AddError($"{name} is given twice.");
                return null;
            }
        }

        return types;
    }

    private static AttributeType? TypeOf(string name) =>
        Enum.GetValues<AttributeType>().Cast<AttributeType?>()
            .FirstOrDefault(type => $"{type}".Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void Print(AttributesAnswer declared, IAnsiConsole console)
    {
        if (declared.Attributes.Count == 0)
        {
            console.WriteLine("No attribute is declared.");
        }

        foreach (var (name, type) in declared.Attributes)
        {
            console.WriteLine($"{name}  {type.ToString().ToLowerInvariant()}");
        }

        if (declared.OnlyDeclared)
        {
            console.WriteLine("Items may have no others.");
        }

        if (declared.Contradicting is > 0 and var count)
        {
            var named = declared.Examples ?? [];
            console.WriteLine($"{count} items say otherwise, and stay: {string.Join(", ", named)}{(count > named.Count ? ", ..." : "")}");
        }
    }
}
