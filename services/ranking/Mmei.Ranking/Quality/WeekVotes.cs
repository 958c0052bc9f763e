namespace Mmei.Ranking.Quality;

/// <summary>What people's feedback of one week says of an item.</summary>
/// <param name="Week">Weeks since the first of January 1970.</param>
/// <param name="VotesFor">For the item.</param>
/// <param name="VotesAgainst">Against it.</param>
/// <param name="Felt">How many are of people whose mood afterwards is known.</param>
/// <param name="Worse">How many of these felt clearly worse.</param>
/// <param name="Place">Its place in the order of writing.</param>
internal sealed record WeekVotes(string ItemId, long Week, double VotesFor, double VotesAgainst, double Felt, double Worse, long Place);
