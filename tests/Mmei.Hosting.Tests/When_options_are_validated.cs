using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;

namespace Mmei.Hosting.Tests;

public sealed class When_options_are_validated
{
    [Fact]
    public async Task Should_bind_what_is_valid()
    {
        await using var app = await StartAsync(("Fusion:Shards", "8"));

        app.Services.GetRequiredService<IOptions<FusionOptions>>().Value.Shards.ShouldBe(8);
    }

    [Theory]
    [InlineData("Fusion:Shards", "0", "Fusion:Shards must be between 1 and 64.")]
    [InlineData("Fusion:Queue", "", "Fusion:Queue is required.")]
    [InlineData("Fusion:Queue", "no spaces", "Fusion:Queue: lower case letters only")]
    [InlineData("Fusion:Outbox:Size", "-1", "Fusion:Outbox:Size must be between 1 and 10.")]
    [InlineData("Fusion:Peers:1:Size", "11", "Fusion:Peers:1:Size must be between 1 and 10.")]
    [InlineData("Fusion:Named:left:Size", "12", "Fusion:Named:left:Size must be between 1 and 10.")]
    [InlineData("Fusion:Low", "9", "Fusion:Low, Fusion:High: Low must not exceed High.")]
    public async Task Should_refuse_to_start_and_name_the_setting(string setting, string value, string message)
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() =>
            StartAsync(("Fusion:Peers:0:Size", "1"), (setting, value)));

        refusal.Failures.ShouldBe([message]);
    }

    [Fact]
    public async Task Should_list_all_problems_at_once()
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(("Fusion:Shards", "65"), ("Fusion:Queue", "")));

        refusal.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Should_name_a_setting_that_cannot_be_converted()
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(("Fusion:Shards", "many")));

        refusal.Message.ShouldContain("Fusion:Shards");
    }

    [Theory]
    [InlineData("Fusion:Peers:1:Size", "many", "'many' at 'Fusion:Peers:1:Size'")]
    [InlineData("Fusion:Named:left:Size", "many", "'many' at 'Fusion:Named:left:Size'")]
    [InlineData("Fusion:Days:0", "Freeday", "'Freeday' at 'Fusion:Days:0'")]
    [InlineData("Fusion:Sizes:Freeday", "3", "Fusion:Sizes:Freeday: 'Freeday' is none of Sunday, Monday")]
    [InlineData("Fusion:Sizes:Friday", "many", "'many' at 'Fusion:Sizes:Friday'")]
    [InlineData("Fusion:Outbox:Retries:0", "soon", "'soon' at 'Fusion:Outbox:Retries:0'")]
    [InlineData("Fusion:Peers:0:Retries:0", "soon", "'soon' at 'Fusion:Peers:0:Retries:0'")]
    [InlineData("Fusion:Named:left:Retries:0", "soon", "'soon' at 'Fusion:Named:left:Retries:0'")]
    public async Task Should_name_an_entry_that_cannot_be_read(string setting, string value, string said)
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() =>
            StartAsync(("Fusion:Peers:0:Size", "1"), ("Fusion:Sizes:Monday", "1"), (setting, value)));

        refusal.Failures.ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public async Task Should_check_the_defaults_of_the_host_too()
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(("Hosting:ShutdownTimeoutSeconds", "0")));

        refusal.Message.ShouldContain("Hosting:ShutdownTimeoutSeconds must be between 1 and 3600.");
    }

    private static Task<HostedApp> StartAsync(params (string Key, string Value)[] settings) =>
        HostedApp.StartAsync(configure: builder => builder.AddValidatedOptions<FusionOptions>("Fusion"), settings: settings);

    private sealed class FusionOptions : IValidatableObject
    {
        [Range(1, 64)]
        public int Shards { get; init; } = 4;

        [Required]
        [RegularExpression("[a-z]+", ErrorMessage = "lower case letters only")]
        public string Queue { get; init; } = "fusion";

        public int Low { get; init; } = 1;

        public int High { get; init; } = 2;

        [ValidateObjectMembers]
        public OutboxOptions Outbox { get; init; } = new();

        [ValidateEnumeratedItems]
        public IList<OutboxOptions> Peers { get; init; } = [];

        [ValidateEnumeratedItems]
        public IDictionary<string, OutboxOptions> Named { get; init; } = new Dictionary<string, OutboxOptions>();

        public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

        public IReadOnlyDictionary<DayOfWeek, int> Sizes { get; init; } = new Dictionary<DayOfWeek, int>();

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Low > High)
            {
                yield return new ValidationResult("Low must not exceed High.", [nameof(Low), nameof(High)]);
            }
        }
    }

    private sealed class OutboxOptions
    {
        [Range(1, 10)]
        public int Size { get; init; } = 5;

        public IReadOnlyList<TimeSpan> Retries { get; init; } = [];
    }
}
